//! `accounts`, as those who keep staff see them: whether somebody has been here.

use std::collections::HashMap;

use domain::AccountId;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use tenancy::{PlatformDb, StoreFault};

/// An account, as those who keep staff see it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct StaffAccount {
    /// Whether a session was ever begun.
    pub(crate) has_been_here: bool,
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
            .column("id")
            .expr_as(Expr::exists(session), "has_been_here")
            .from("accounts")
            .and_where(Expr::col("id").is_in(some.iter().map(|id| id.uuid())))
            .to_owned();
        for row in platform.connection().query_all(&select).await? {
            let has_been_here = row.try_get("", "has_been_here")?;
            let id = AccountId::from_uuid(row.try_get("", "id")?);
            found.insert(id, StaffAccount { has_been_here });
        }
    }
    Ok(found)
}
