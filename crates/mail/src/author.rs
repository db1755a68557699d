//! Whoever writes the mails: a service, which knows what they are about. Knows no transport.

use tenancy::StoreFault;

use crate::Errand;

/// A mail's subject and text, plain.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// One line.
    pub subject: String,
    /// Plain text, lines ended by `\n`. It may hold a secret: it is sent, and kept nowhere.
    pub text: String,
}

/// Writes mails.
#[async_trait::async_trait]
pub trait Author: Send + Sync {
    /// The mail that this errand is about; nothing where there is nothing to tell any more.
    ///
    /// Called once before each attempt to send it.
    async fn write(&self, errand: &Errand) -> Result<Option<Letter>, StoreFault>;
}
