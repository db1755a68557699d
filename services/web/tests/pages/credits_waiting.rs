//! What waits for somebody's decision is found without knowing which document it is of.

use crate::browser::Browser;

#[tokio::test]
async fn a_credit_that_waits_is_found_from_the_start_and_from_the_settlement() {
    for place in ["/norrbotten", "/norrbotten/avrakning"] {
        let page = Browser::signed_in().get(place).await.page();
        let told = "Boden, nedsättning med 1 500 kr, begärd 12 november 2024 av Karin Nilsson";
        assert!(page.text().contains(told), "{}", page.text());
        assert!(page.text().contains("Och 20 till"), "{place}");
        assert!(page.links().contains("/norrbotten/underlag/d-2/kreditera"), "{place}");
    }
}
