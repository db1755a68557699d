//! Rule 2: when a course day is invoiced.

use chrono::Datelike;
use domain::{CourseDay, Date, Invoicing, Month, end_of_month};

use crate::SettleFault;

/// The date of the document that charges `day`.
pub(crate) fn invoice_date(invoicing: &Invoicing, day: &CourseDay) -> Result<Date, SettleFault> {
    match invoicing {
        Invoicing::PerOccasion => Ok(day.occasion_ends.max(day.date)),
        Invoicing::Months { invoice_months } => first_month_end(invoice_months, day.date)
            .ok_or_else(|| SettleFault::NoInvoiceMonth(day.code.0.clone())),
    }
}

/// The last day of the first of `months` that ends on or after `date`.
fn first_month_end(months: &[Month], date: Date) -> Option<Date> {
    let next_year = date.year().checked_add(1)?;
    [date.year(), next_year]
        .iter()
        .flat_map(|year| months.iter().filter_map(|month| end_of_month(*year, *month)))
        .filter(|end| *end >= date)
        .min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_invoiced_at_the_end_of_the_first_month_that_ends_on_or_after_it() {
        let months = [5, 12].map(|month| Month::try_from(month).unwrap());
        for (day, end) in [
            ("2024-05-31", "2024-05-31"),
            ("2024-06-01", "2024-12-31"),
            ("2024-01-01", "2024-05-31"),
        ] {
            let date = first_month_end(&months, day.parse().unwrap()).unwrap();
            assert_eq!(date.to_string(), end);
        }
        let february = [Month::try_from(2).unwrap()];
        let date = first_month_end(&february, "2023-03-01".parse().unwrap()).unwrap();
        assert_eq!(date.to_string(), "2024-02-29");
    }
}
