//! A line says how it stands to VAT.

use crate::browser::Browser;
use crate::fake_api::sample_file;

#[tokio::test]
async fn a_line_tells_how_it_stands_to_vat() {
    let expected: [(&str, &[&str]); 5] = [
        (
            "document_line",
            &[
                "Moms 25 %.",
                "Underlagets rader med 25 % moms är tillsammans −500 kr. Momsen på dem är −125 kr.",
                "halva ören uppåt",
                "version 3, beslutad 12 januari 2026 av Karin Nilsson",
            ],
        ),
        (
            "document_line.fixed_cost",
            &["Utanför momsens område: Medlemsavgift enligt avtal.", "öresavrundas med −0,50 kr"],
        ),
        (
            "document_line.trainer_pot",
            &["Undantagen från moms: Utbildning, 3 kap. 8 § ML (VATEX-EU-132-1I)."],
        ),
        ("document_line.withdrawn", &["ingen säljare var angiven när det utfärdades"]),
        ("document_line.credit", &["Moms 25 %."]),
    ];
    for (file, sentences) in expected {
        let mut browser = Browser::signed_in();
        browser.api.answer("DocumentLine", sample_file(file));
        let text = browser.get("/norrbotten/underlag/rader/l-1").await.page().text();
        let text = text.replace('\u{a0}', " ");
        for told in sentences {
            assert!(text.contains(told), "{told} in {text}");
        }
    }
}
