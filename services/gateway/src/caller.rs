//! From a request's headers to the one who asks. A token that does not hold makes nobody of its bearer.

use accounts::Accounts;
use graph::Refusal;
use identity::Caller;

/// The caller whom this bearer token proves; nobody without one that holds now.
pub(crate) async fn caller_of(
    accounts: &Accounts,
    bearer: Option<&str>,
) -> Result<Caller, Refusal> {
    match bearer {
        Some(token) => Ok(accounts.caller_of(token).await?),
        None => Ok(Caller::anonymous()),
    }
}
