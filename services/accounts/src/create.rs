//! Making an account with its memberships.

use domain::AccountId;
use identity::{Membership, PasswordFault, PasswordHash};
use tenancy::StoreFault;

use crate::{Accounts, store};

/// An account to make.
pub struct NewAccount {
    /// The address to sign in with; letters' case does not matter.
    pub email: String,
    /// The person's name.
    pub name: String,
    /// At least 12 characters.
    pub password: String,
    /// What they are members of.
    pub memberships: Vec<Membership>,
}

/// Why an account was not made.
#[derive(Debug, thiserror::Error)]
pub enum CreateFault {
    /// Somebody signs in with that address already.
    #[error("there is already an account with that e-mail address")]
    Exists,
    /// Not an address.
    #[error("not an e-mail address")]
    NotAnAddress,
    /// No name.
    #[error("a name has 1 to 120 characters, on one line")]
    NoName,
    /// The password is not taken.
    #[error(transparent)]
    Password(#[from] PasswordFault),
    /// The task that hashes passwords ended early.
    #[error("the password was not hashed")]
    Interrupted(#[from] tokio::task::JoinError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreFault),
}

/// The form in which addresses are stored and compared.
pub(crate) fn normal(email: &str) -> String {
    email.trim().to_lowercase()
}

impl Accounts {
    /// Makes an account.
    pub async fn create(&self, new: NewAccount) -> Result<AccountId, CreateFault> {
        let email = checked_address(&new.email).ok_or(CreateFault::NotAnAddress)?;
        let name = checked_name(&new.name).ok_or(CreateFault::NoName)?;
        if store::accounts::by_email(self.platform(), &email).await?.is_some() {
            return Err(CreateFault::Exists);
        }
        let password = new.password;
        let about = [email.clone(), name.clone()];
        let hashing = move || PasswordHash::of(&password, &about.each_ref().map(String::as_str));
        let hash = tokio::task::spawn_blocking(hashing).await??;
        let id = AccountId::next(self.ids());
        let account = store::accounts::NewRow { id, email: &email, name: &name, hash: &hash };
        let made =
            store::accounts::insert(self.platform(), &account, &new.memberships, self.now()).await;
        match made {
            Ok(()) => Ok(id),
            Err(fault) if fault.is_unique_violation() => Err(CreateFault::Exists),
            Err(fault) => Err(fault.into()),
        }
    }
}

/// The address in the form in which it is stored, where it is one.
pub(crate) fn checked_address(email: &str) -> Option<String> {
    Some(normal(email)).filter(|email| is_address(email))
}

/// The name as it is stored, where it is one.
pub(crate) fn checked_name(name: &str) -> Option<String> {
    let name = name.trim();
    let fits = (1..=120).contains(&name.chars().count()) && !name.chars().any(char::is_control);
    fits.then(|| name.to_owned())
}

/// Something before an @, and a name with a dot or `localhost`-like word after it. Only a mail that arrives proves more.
fn is_address(email: &str) -> bool {
    let plain = |part: &str| !part.is_empty() && !part.chars().any(char::is_whitespace);
    email.len() <= 254
        && mail::is_address(email)
        && email.rsplit_once('@').is_some_and(|(local, host)| {
            plain(local) && plain(host) && !local.contains('@') && host.contains('.')
        })
}
