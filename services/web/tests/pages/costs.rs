//! Costs of an occasion that is not among the latest.

use crate::browser::Browser;

const PAGE: &str = "/norrbotten/avrakning/kostnader";

#[tokio::test]
async fn an_older_occasion_is_chosen_in_the_form_and_stays_so() {
    let older = "Samtal och delaktighet (DEMO-1)";
    let mut browser = Browser::signed_in();
    let page = browser.get(&format!("{PAGE}?kurstillfalle=x-2")).await.page();
    assert_eq!(browser.api.asked("Costs")[0].variables["chosen"], "x-2");
    let chosen = page.all("option").filter(|option| option.attribute("selected").is_some());
    let chosen: Vec<&str> = chosen.map(|option| option.text.as_str()).collect();
    assert_eq!(
        chosen.iter().filter(|text| **text == older).count(),
        2,
        "filter and form: {chosen:?}"
    );

    let fields = [("tillfalle", "x-2"), ("belopp", "mycket"), ("datum", "2024-11-02")];
    let page = browser.post(PAGE, PAGE, &fields).await.page();
    let mut chosen = page.all("option").filter(|option| option.attribute("selected").is_some());
    assert!(chosen.any(|option| option.text == older), "{}", page.text());
}

#[tokio::test]
async fn an_occasion_leads_to_what_it_cost_and_from_there_to_the_form() {
    let mut browser = Browser::signed_in();
    let page = browser.get("/norrbotten/kurser/x-7").await.page();
    let result = page.links().into_iter().find(|link| link.contains("/avrakning/kurstillfallen/"));
    let page = browser.get(result.expect("a link to what it cost")).await.page();
    let form = "/norrbotten/avrakning/kostnader?kurstillfalle=";
    assert!(page.links().iter().any(|link| link.starts_with(form)), "{:?}", page.links());
}
