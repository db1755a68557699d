//! A record: a line of 80 places, of which the first two tell what it is (Bankgirot, "Bankgiro Inbetalningar, teknisk
//! manual"). Places are counted from 1, as there.

use chrono::NaiveDate;
use domain::{Date, Money};

use crate::Why;

/// A record of the file.
pub(crate) struct Record {
    letters: Vec<char>,
}

/// Which record it is. What is not here says nothing of money, and is passed over: so the manual asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Code {
    Start,
    Opening,
    Payment,
    Deduction,
    MoreReference,
    MoreDeduction,
    Name,
    Deposit,
    End,
    Other,
}

impl Record {
    pub(crate) fn of(line: &str) -> Self {
        Self { letters: line.chars().collect() }
    }

    pub(crate) fn code(&self) -> Result<Code, Why> {
        let code = self.text(1, 2);
        if code.len() != 2 || !code.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Why::NoRecord);
        }
        Ok(match code.as_str() {
            "01" => Code::Start,
            "05" => Code::Opening,
            "20" => Code::Payment,
            "21" => Code::Deduction,
            "22" => Code::MoreReference,
            "23" => Code::MoreDeduction,
            "26" => Code::Name,
            "15" => Code::Deposit,
            "70" => Code::End,
            _ => Code::Other,
        })
    }

    /// What stands on these places, both included, without spaces around it. Editors take spaces off a line's end.
    pub(crate) fn text(&self, first: usize, last: usize) -> String {
        let width = last.saturating_sub(first).saturating_add(1);
        let text: String = self.letters.iter().skip(first.saturating_sub(1)).take(width).collect();
        text.trim().to_owned()
    }

    /// The digits on these places without zeros before them; empty for none.
    pub(crate) fn digits(&self, first: usize, last: usize) -> Result<String, Why> {
        let text = self.text(first, last);
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Why::NotDigits { first, last });
        }
        Ok(text.trim_start_matches('0').to_owned())
    }

    pub(crate) fn count(&self, first: usize, last: usize) -> Result<usize, Why> {
        let digits = self.digits(first, last)?;
        if digits.is_empty() {
            return Ok(0);
        }
        digits.parse().map_err(|_| Why::NotDigits { first, last })
    }

    /// An amount in öre.
    pub(crate) fn money(&self, first: usize, last: usize) -> Result<Money, Why> {
        let digits = self.digits(first, last)?;
        if digits.is_empty() {
            return Ok(Money::ZERO);
        }
        digits.parse().map(Money::from_ore).map_err(|_| Why::TooLarge)
    }

    pub(crate) fn date(&self, first: usize, last: usize) -> Result<Date, Why> {
        let text = self.text(first, last);
        NaiveDate::parse_from_str(&text, "%Y%m%d").map_err(|_| Why::NoDate { first, last })
    }
}
