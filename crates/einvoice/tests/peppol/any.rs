//! Random documents over everything that a document can hold.

use domain::{Bankgiro, Gln, Money, OcrReference, Period};
use einvoice::{
    Attachment, BillingReference, Contact, ElectronicAddress, ExemptionCode, Invoice, Kind, Line,
    Lines, MediaType, Payment, Pricing, Rate, Rounding, Text, Unit, VatCategory,
};
use proptest::option;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::documents::{buyer, date, seller, text};

const MEDIA_TYPES: [MediaType; 6] = [
    MediaType::Pdf,
    MediaType::Png,
    MediaType::Jpeg,
    MediaType::Csv,
    MediaType::Xlsx,
    MediaType::Ods,
];
/// Bankgiro numbers that exist.
const BANKGIROS: [&str; 5] = ["366-5114", "339-8328", "160-9908", "621-6907", "5402-9681"];

/// Swedish text, with what XML must escape.
pub(crate) fn any_text() -> impl Strategy<Value = Text> {
    "[a-zA-Z0-9åäöÅÄÖéü&<>\"' .,;:/()–%+-]{0,30}[a-zåäöÅÄÖé&<>\"']".prop_map(|raw| text(&raw))
}

/// A category: taxed or exempt, or outside the scope.
fn any_vat(outside: bool) -> BoxedStrategy<VatCategory> {
    if outside {
        return any_text().prop_map(|reason| VatCategory::OutsideScope { reason }).boxed();
    }
    let codes: Vec<ExemptionCode> = ExemptionCode::all().collect();
    let rates = [Rate::TwentyFive, Rate::Twelve, Rate::Six];
    prop_oneof![
        3 => prop::sample::select(rates.to_vec()).prop_map(VatCategory::Standard),
        1 => (any_text(), option::of(prop::sample::select(codes)))
            .prop_map(|(reason, code)| VatCategory::Exempt { reason, code }),
    ]
    .boxed()
}

fn any_pricing() -> impl Strategy<Value = Pricing> {
    let measured = (-30_000_i64..30_000, 0_u32..4, 0_i64..5_000_000, 0_usize..6).prop_map(
        |(quantity, decimals, ore, unit)| {
            let quantity = Decimal::new(quantity, decimals);
            Pricing::of(quantity, Unit::ALL[unit], Money::from_ore(ore)).unwrap()
        },
    );
    let lump = (-500_000_000_i64..500_000_000)
        .prop_map(|ore| Pricing::lump(Money::from_ore(ore)).unwrap());
    prop_oneof![measured, lump]
}

fn any_period() -> impl Strategy<Value = Period> {
    (1_u32..29, 1_u32..29).prop_map(|(one, other)| {
        let day = |day| date(&format!("2026-11-{day:02}"));
        Period { from: day(one.min(other)), to: day(one.max(other)) }
    })
}

fn any_line(outside: bool) -> impl Strategy<Value = Line> {
    let texts =
        (any_text(), option::of(any_text()), option::of(any_text()), option::of(any_text()));
    let more = (option::of(any_text()), option::of(any_period()));
    (texts, more, any_pricing(), any_vat(outside)).prop_map(
        |((name, description, note, article), (order_line, period), pricing, vat)| Line {
            id: text("0"),
            name,
            description,
            note,
            article,
            order_line,
            period,
            pricing,
            vat,
        },
    )
}

/// Mostly few lines, at times two hundred.
fn any_lines() -> impl Strategy<Value = Lines> {
    let count = prop_oneof![20 => 1_usize..8, 6 => 8_usize..40, 1 => 150_usize..=200];
    (any::<bool>(), count, any::<bool>())
        .prop_flat_map(|(outside, count, whole)| {
            (prop::collection::vec(any_line(outside), count), Just(whole))
        })
        .prop_map(|(mut lines, whole)| {
            for (number, line) in (1..).zip(&mut lines) {
                line.id = text(&format!("{number}"));
            }
            let rounding = if whole { Rounding::WholeKronor } else { Rounding::Exact };
            Lines::try_new(lines, rounding).unwrap()
        })
}

fn any_attachment() -> impl Strategy<Value = Attachment> {
    let content = prop::collection::vec(any::<u8>(), 1..200);
    let texts = (any_text(), any_text(), option::of(any_text()));
    (texts, prop::sample::select(MEDIA_TYPES.to_vec()), content).prop_map(
        |((id, file_name, description), media_type, content)| {
            let file = Attachment::try_new(id, media_type, file_name, content).unwrap();
            description.into_iter().fold(file, Attachment::described)
        },
    )
}

fn any_payment() -> impl Strategy<Value = Payment> {
    let reference = option::of("[0-9]{1,23}");
    (0_usize..5, reference, any::<bool>()).prop_map(|(at, digits, with_length)| Payment {
        bankgiro: Bankgiro::parse(BANKGIROS[at]).unwrap(),
        reference: digits.map(|digits| {
            let made = if with_length {
                OcrReference::with_length_digit(&digits)
            } else {
                OcrReference::of(&digits)
            };
            made.unwrap()
        }),
    })
}

fn any_contact() -> impl Strategy<Value = Contact> {
    let part = || option::of(any_text());
    (part(), part(), part()).prop_map(|(name, phone, email)| Contact { name, phone, email })
}

/// Any document that the product may give out.
pub(crate) fn any_invoice() -> impl Strategy<Value = Invoice> {
    let head = (
        any::<bool>(),
        any_text(),
        option::of(any_text()),
        option::of(any_text()),
        option::of(any_text()),
        option::of(any_text()),
    );
    let more = (
        prop::collection::vec((any_text(), any::<bool>()), 0..4),
        prop::collection::vec(any_attachment(), 0..3),
        option::of(any_payment()),
        option::of(any_text()),
        any::<bool>(),
    );
    let parties = (any_text(), any_text(), any::<bool>(), any::<bool>(), any_contact());
    (head, more, parties, any_lines()).prop_map(
        |(
            (credits, number, order, contract, object, note),
            (preceding, attachments, payment, terms, has_period),
            (seller_name, buyer_name, f_tax, buyer_is_taxed, contact),
            lines,
        )| {
            let (mut seller, mut buyer) = (seller(), buyer());
            seller.party.name = seller_name;
            seller.f_tax = f_tax;
            seller.party.contact = contact;
            buyer.name = buyer_name;
            if !buyer_is_taxed {
                buyer.vat_number = None;
                buyer.electronic_address =
                    ElectronicAddress::Gln(Gln::parse("4006381333931").unwrap());
            }
            let preceding = preceding.into_iter().map(|(number, dated)| BillingReference {
                number,
                issued: dated.then(|| date("2026-05-02")),
            });
            Invoice {
                kind: if credits { Kind::CreditNote } else { Kind::Invoice },
                number,
                issued: date("2026-12-01"),
                due: Some(date("2026-12-31")),
                period: has_period
                    .then(|| Period { from: date("2026-11-01"), to: date("2026-11-30") }),
                buyer_reference: order.is_none().then(|| text("ZO 4410")),
                order_reference: order,
                contract_reference: contract,
                invoiced_object: object,
                note,
                preceding: preceding.collect(),
                seller,
                buyer,
                payment,
                payment_terms: terms,
                lines,
                attachments,
            }
        },
    )
}
