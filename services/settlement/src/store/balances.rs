//! What the ledger's accounts held when a year began, and what moved on them in it.

use books::Account;
use domain::{Date, Money};
use sea_orm::sea_query::{Expr, ExprTrait, JoinType, Query};
use tenancy::{InRegion, StoreFault};

/// What an account held and moved; a debit is positive.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Balance {
    pub(crate) account: Account,
    /// Whether a document or a cost moved it, and not a payment.
    pub(crate) is_told: bool,
    /// Before the first day.
    pub(crate) opening: Money,
    /// From the first day to the last.
    pub(crate) moved: Money,
}

/// The balances of a year from its first day to its last.
pub(crate) async fn of_year(
    store: &impl InRegion,
    (first, last): (Date, Date),
) -> Result<Vec<Balance>, StoreFault> {
    let sum = |before: bool| {
        let date = Expr::col(("e", "date"));
        let counted = if before { date.lt(first) } else { date.gte(first) };
        let amount = Expr::case(counted, Expr::col(("p", "amount_ore"))).finally(0);
        // The sum of bigints is numeric on PostgreSQL.
        Expr::expr(amount).sum().cast_as("bigint")
    };
    let select = Query::select()
        .column(("p", "account"))
        .column(("e", "cause"))
        .expr_as(sum(true), "opening")
        .expr_as(sum(false), "moved")
        .from_as("ledger_postings", "p")
        .join_as(
            JoinType::InnerJoin,
            "ledger_entries",
            "e",
            Expr::col(("e", "id")).equals(("p", "entry_id")),
        )
        .and_where(Expr::col(("e", "date")).lte(last))
        .group_by_columns([("p", "account"), ("e", "cause")])
        .to_owned();
    let mut balances = Vec::new();
    for row in store.query_all(&select).await? {
        let code: String = row.try_get("", "account")?;
        let cause: String = row.try_get("", "cause")?;
        let account = Account::of_code(&code);
        balances.push(Balance {
            account: account.map_err(|_| StoreFault::row("ledger_postings", "account", &code))?,
            is_told: ["document", "cost"].contains(&cause.as_str()),
            opening: Money::from_ore(row.try_get("", "opening")?),
            moved: Money::from_ore(row.try_get("", "moved")?),
        });
    }
    Ok(balances)
}
