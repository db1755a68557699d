//! How a document stands: what is to be paid, what was paid, what is left. Pure.

use books::{Account, Envelope};
use domain::{Date, Money, MoneyOverflow};
use settle::DocumentKind;

use crate::SettlementFault;
use crate::record::DocumentRecord;

/// How far a document is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, async_graphql::Enum)]
pub(crate) enum PaymentState {
    /// Nothing is paid, and it is not overdue.
    Unpaid,
    /// Some is paid, and it is not overdue.
    PartPaid,
    /// Nothing is left.
    Paid,
    /// Something is left, and the due date has passed.
    Overdue,
}

/// How a document stands. Amounts below zero are the region's to pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) payable: Money,
    pub(crate) paid: Money,
    /// `None` where it was issued before anybody had said within how many days it is to be paid.
    pub(crate) due: Option<Date>,
}

impl Standing {
    /// How a document stands of which so much was paid.
    pub(crate) fn of(document: &DocumentRecord, paid: Money) -> Result<Self, SettlementFault> {
        let due = envelope(document)?.map(|envelope| envelope.due);
        Ok(Self { payable: document.payable()?, paid, due })
    }

    pub(crate) fn left(self) -> Result<Money, MoneyOverflow> {
        self.payable.minus(self.paid)
    }

    /// Whether what was paid lies between nothing and all, the region's payments below zero.
    pub(crate) fn holds(self) -> bool {
        let (least, most) = (self.payable.min(Money::ZERO), self.payable.max(Money::ZERO));
        (least..=most).contains(&self.paid)
    }

    /// Days since the due date, where something is left and it has passed.
    pub(crate) fn days_late(self, today: Date) -> Option<i64> {
        let late = self.due.map(|due| today.signed_duration_since(due).num_days());
        late.filter(|days| *days > 0).filter(|_| self.payable != self.paid)
    }

    pub(crate) fn state(self, today: Date) -> Result<PaymentState, MoneyOverflow> {
        Ok(if self.left()?.is_zero() {
            PaymentState::Paid
        } else if self.days_late(today).is_some() {
            PaymentState::Overdue
        } else if self.paid.is_zero() {
            PaymentState::Unpaid
        } else {
            PaymentState::PartPaid
        })
    }

    /// What a payment of this much, never below zero, adds to what was paid; `None` where it is more than is left.
    pub(crate) fn payment(self, amount: Money) -> Result<Option<Money>, MoneyOverflow> {
        let left = self.left()?;
        let signed = if left.is_negative() { amount.negated()? } else { amount };
        let fits = if left.is_negative() { signed >= left } else { signed <= left };
        Ok(Some(signed).filter(|_| fits && amount > Money::ZERO))
    }
}

/// What the document was issued with.
pub(crate) fn envelope(document: &DocumentRecord) -> Result<Option<Envelope>, serde_json::Error> {
    document.envelope.as_deref().map(serde_json::from_str).transpose()
}

/// The account that what is left of such a document stands on.
pub(crate) const fn owed_on(kind: DocumentKind) -> Account {
    match kind {
        DocumentKind::Invoice => Account::Receivables,
        DocumentKind::Payout => Account::Payables,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(payable: i64, paid: i64) -> Standing {
        let due = Date::from_ymd_opt(2026, 11, 24);
        Standing { payable: Money::from_ore(payable), paid: Money::from_ore(paid), due }
    }

    #[test]
    fn never_more_than_is_left_is_paid() {
        let pay = |payable, paid, amount| {
            let added = standing(payable, paid).payment(Money::from_ore(amount)).unwrap();
            added.map(Money::ore)
        };
        assert_eq!(pay(100, 0, 100), Some(100));
        assert_eq!(pay(100, 40, 60), Some(60));
        assert_eq!(pay(100, 40, 61), None);
        assert_eq!(pay(100, 100, 1), None);
        assert_eq!(pay(-100, 0, 100), Some(-100));
        assert_eq!(pay(-100, -40, 60), Some(-60));
        assert_eq!(pay(-100, -40, 61), None);
        for nothing in [0, -1] {
            assert_eq!(pay(100, 0, nothing), None);
            assert_eq!(pay(-100, 0, nothing), None);
        }
    }

    #[test]
    fn states_follow_what_is_left_and_the_due_date() {
        let on = |day, payable, paid| {
            standing(payable, paid).state(Date::from_ymd_opt(2026, 11, day).unwrap()).unwrap()
        };
        assert_eq!(on(24, 100, 0), PaymentState::Unpaid);
        assert_eq!(on(24, 100, 1), PaymentState::PartPaid);
        assert_eq!(on(25, 100, 1), PaymentState::Overdue);
        assert_eq!(on(25, 100, 100), PaymentState::Paid);
        assert_eq!(on(25, 0, 0), PaymentState::Paid);
        assert_eq!(on(25, -100, -1), PaymentState::Overdue);
        let open = Standing { due: None, ..standing(100, 0) };
        assert_eq!(open.state(Date::MAX).unwrap(), PaymentState::Unpaid, "nobody has said by when");
    }

    #[test]
    fn what_is_paid_lies_between_nothing_and_all() {
        for (payable, paid, holds) in [
            (100, 0, true),
            (100, 100, true),
            (100, 101, false),
            (100, -1, false),
            (-100, -100, true),
            (-100, 1, false),
            (-100, -101, false),
        ] {
            assert_eq!(standing(payable, paid).holds(), holds, "{payable} {paid}");
        }
    }
}
