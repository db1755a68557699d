//! `accounts`, as those who keep staff see them: whether somebody has been here.

use std::collections::HashMap;

use domain::AccountId;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use tenancy::{PlatformDb, StoreFault};

/// An account, as those who keep staff see it.
#[derive(Clone, Debug)]
pub(crate) struct StaffAccount {
    /// What they sign in with.
    pub(crate) email: String,
    /// Whether a session was ever begun.
    pub(crate) has_been_here: bool,
    /// Whether a password was chosen.
    has_password: bool,
}

impl StaffAccount {
    /// Whether it is more than an invitation.
    pub(crate) const fn is_used(&self) -> bool {
        self.has_been_here || self.has_password
    }
}

/// SQLite's limit on variables is the lowest.
const AT_A_TIME: usize = 10_000;

/// These accounts.
pub(crate) async fn of(
    platform: &PlatformDb,
    ids: &[AccountId],
) -> Result<HashMap<AccountId, StaffAccount>, StoreFault> {
    let mut found = HashMap::new();
    for some in ids.chunks(AT_A_TIME) {
        let session = Query::select()
            .column("id")
            .from("sessions")
            .and_where(Expr::col(("sessions", "account_id")).equals(("accounts", "id")))
            .to_owned();
        let select = Query::select()
            .columns(["id", "email"])
            .expr_as(Expr::exists(session), "has_been_here")
            .expr_as(Expr::col("password_hash").is_not_null(), "has_password")
            .from("accounts")
            .and_where(Expr::col("id").is_in(some.iter().map(|id| id.uuid())))
            .to_owned();
        for row in platform.connection().query_all(&select).await? {
            let account = StaffAccount {
                email: row.try_get("", "email")?,
                has_been_here: row.try_get("", "has_been_here")?,
                has_password: row.try_get("", "has_password")?,
            };
            found.insert(AccountId::from_uuid(row.try_get("", "id")?), account);
        }
    }
    Ok(found)
}
