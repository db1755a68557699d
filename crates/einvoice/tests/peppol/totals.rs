//! What lines come to: VAT by category, rounding, and lines that cannot stand together.

use domain::Money;
use einvoice::{
    Kind, Line, Lines, LinesFault, Pricing, PricingFault, Rate, Rounding, Unit, VatCategory,
};
use rust_decimal::Decimal;

use crate::documents::{exempt, line, money, outside, sample, standard};

fn lump(id: usize, amount: &str, vat: VatCategory) -> Line {
    Line {
        pricing: Pricing::lump(money(amount)).unwrap(),
        ..line(id, Decimal::ONE, Money::ZERO, vat)
    }
}

#[test]
fn vat_is_rounded_once_for_each_category() {
    // Three lines of 0.10 with 25 per cent: 0.075 together and 0.08 rounded, where each alone would have had 0.03.
    let lines: Vec<Line> = (1..=3).map(|id| lump(id, "0.10", standard(Rate::TwentyFive))).collect();
    let lines = Lines::try_new(lines, Rounding::Exact).unwrap();
    assert_eq!(lines.totals().tax, money("0.08"));
    // A half öre goes away from zero, whichever the sign.
    for (base, tax) in [("0.10", "0.03"), ("-0.10", "-0.03"), ("0.50", "0.13"), ("-0.30", "-0.08")]
    {
        let lines = vec![lump(1, base, standard(Rate::TwentyFive))];
        let lines = Lines::try_new(lines, Rounding::Exact).unwrap();
        assert_eq!(lines.totals().tax, money(tax), "{base}");
    }
}

#[test]
fn the_payable_amount_goes_to_whole_kronor_when_asked() {
    for (amount, rounding, payable) in [
        ("0.50", "0.50", "1.00"),
        ("0.49", "-0.49", "0.00"),
        ("-1.50", "-0.50", "-2.00"),
        ("7.00", "0.00", "7.00"),
    ] {
        let lines = || vec![lump(1, amount, exempt("Utbildning"))];
        let rounded = Lines::try_new(lines(), Rounding::WholeKronor).unwrap();
        assert_eq!(rounded.totals().rounding, money(rounding), "{amount}");
        assert_eq!(rounded.totals().payable, money(payable), "{amount}");
        let exact = Lines::try_new(lines(), Rounding::Exact).unwrap();
        assert_eq!(exact.totals().payable, money(amount));
    }
}

#[test]
fn exempt_for_several_reasons_is_one_category_with_all_of_them() {
    let other = VatCategory::Exempt { reason: crate::documents::text("Social omsorg"), code: None };
    let lines = vec![
        lump(1, "1.00", exempt("Utbildning")),
        lump(2, "2.00", other),
        lump(3, "3.00", exempt("Utbildning")),
    ];
    let lines = Lines::try_new(lines, Rounding::Exact).unwrap();
    let [subtotal] = lines.totals().vat.as_slice() else { panic!("one category") };
    assert_eq!(subtotal.base, money("6.00"));
    let VatCategory::Exempt { reason, code: None } = &subtotal.category else { panic!("no code") };
    assert_eq!(reason.as_str(), "Utbildning; Social omsorg");
}

#[test]
fn what_is_outside_the_scope_stands_alone() {
    let mixed = vec![
        lump(1, "1.00", standard(Rate::Six)),
        lump(2, "2.00", outside("Medlemsavgift")),
        lump(3, "3.00", exempt("Utbildning")),
        lump(4, "4.00", outside("Medlemsavgift")),
    ];
    let (outside, others): (Vec<Line>, Vec<Line>) =
        mixed.iter().cloned().partition(|line| line.vat.is_outside_scope());
    let refused = Lines::try_new(mixed, Rounding::Exact);
    assert_eq!(refused.unwrap_err(), LinesFault::MixedScope);
    for part in [outside, others] {
        assert_eq!(Lines::try_new(part, Rounding::Exact).unwrap().as_slice().len(), 2);
    }
    assert_eq!(Lines::try_new(Vec::new(), Rounding::Exact).unwrap_err(), LinesFault::NoLine);
}

#[test]
fn a_price_is_never_negative() {
    let given_back = Pricing::lump(money("-12.50")).unwrap();
    assert_eq!(given_back.price(), money("12.50"));
    assert_eq!(given_back.quantity(), Decimal::NEGATIVE_ONE);
    assert_eq!(given_back.net(), money("-12.50"));
    let negative = Pricing::of(Decimal::ONE, Unit::Each, money("-1.00"));
    assert_eq!(negative, Err(PricingFault::NegativePrice));
    let huge = Pricing::of(Decimal::MAX, Unit::Each, money("1.00"));
    assert_eq!(huge, Err(PricingFault::TooLarge));
}

#[test]
fn a_credit_note_is_positive() {
    let totals = sample(Kind::CreditNote, 'S').lines.totals().clone();
    assert!(totals.payable > Money::ZERO);
    assert_eq!(totals, *sample(Kind::Invoice, 'S').lines.totals());
}
