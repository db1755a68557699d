//! What was asked to be credited is taken back or refused, and says by whom and why.

use serde_json::json;

use crate::browser::Browser;

#[tokio::test]
async fn a_credit_that_is_asked_for_is_withdrawn_with_a_reason() {
    let page = "/norrbotten/underlag/u-3/kreditera";
    let address = "/norrbotten/underlag/u-3/kreditera/k-2/aterta";
    let mut browser = Browser::signed_in();
    let text = browser.get(page).await.page().text();
    for told in ["Avslagen 5 juni 2026 av Erik Ek", "Skäl: Beloppet ska utredas först"] {
        assert!(text.contains(told), "{told} in {text}");
    }
    assert_eq!(text.matches("Utfärda kreditfaktura").count(), 1, "only the open one: {text}");
    assert_eq!(text.matches("Avslå begäran").count(), 1, "{text}");
    let got = browser.post(page, address, &[("skal-k-2", "Fel mottagare")]).await;
    assert_eq!(got.location.as_deref(), Some(page));
    let input = &browser.api.asked("DocumentCreditWithdraw")[0].variables["input"];
    let expected = json!({ "region": "norrbotten", "credit": "k-2", "reason": "Fel mottagare" });
    assert_eq!(*input, expected);
    let text = browser.get(page).await.page().text();
    assert!(text.contains("Krediteringen utfärdas inte."), "{text}");

    let mut browser = Browser::signed_in();
    browser.api.refuse("DocumentCreditWithdraw", "CONFLICT");
    let text = browser.post(page, address, &[("skal-k-2", "Fel")]).await.page().text();
    assert!(text.contains("Kreditfakturan är redan utfärdad"), "{text}");
    let mut browser = Browser::signed_in();
    browser.api.refuse("DocumentCreditWithdraw", "INVALID_INPUT");
    let text = browser.post(page, address, &[("skal-k-2", "")]).await.page().text();
    assert!(text.contains("Skriv skälet, med högst 500 tecken."), "{text}");
}
