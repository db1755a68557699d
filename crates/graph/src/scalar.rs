//! Scalars with one text form each. Amounts and quantities are strings: no float can touch them.

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};

/// Swedish kronor as a decimal string with two decimals: "950000.00".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Money(pub domain::Money);

#[Scalar]
impl ScalarType for Money {
    fn parse(value: Value) -> InputValueResult<Self> {
        parse_text(value, |text| text.parse().ok().map(Self), "expected kronor as a decimal string")
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

/// A local date in Sweden, ISO 8601: 2024-05-31.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date(pub domain::Date);

#[Scalar]
impl ScalarType for Date {
    fn parse(value: Value) -> InputValueResult<Self> {
        // chrono also reads single digits and years beyond four; the scalar does not.
        let strict = |text: &str| if text.len() == 10 { text.parse().ok().map(Self) } else { None };
        parse_text(value, strict, "expected a date, YYYY-MM-DD")
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

/// A decimal number as a string: "1.5".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decimal(pub String);

#[Scalar]
impl ScalarType for Decimal {
    fn parse(value: Value) -> InputValueResult<Self> {
        let decimal = |text: &str| {
            let digits = text.strip_prefix('-').unwrap_or(text);
            let (whole, tail) = digits.split_once('.').unwrap_or((digits, "0"));
            let number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
            (number(whole) && number(tail) && text.len() <= 40).then(|| Self(text.to_owned()))
        };
        parse_text(value, decimal, "expected a decimal string")
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.clone())
    }
}

impl From<domain::Points> for Decimal {
    fn from(points: domain::Points) -> Self {
        Self(points.to_string())
    }
}

fn parse_text<T: ScalarType + async_graphql::InputType>(
    value: Value,
    parse: impl FnOnce(&str) -> Option<T>,
    expected: &'static str,
) -> InputValueResult<T> {
    match value {
        Value::String(text) => parse(&text).ok_or_else(|| InputValueError::custom(expected)),
        _ => Err(InputValueError::custom(expected)),
    }
}
