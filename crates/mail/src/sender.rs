//! Who mails are from: `MAIL_FROM`.

use std::str::FromStr;

use lettre::message::Mailbox;

/// Who mails are from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender(pub(crate) Mailbox);

/// Not an address, or not with a name before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected an address, or a name with an address: Yrkesresan <no-reply@exempel.se>")]
pub struct SenderFault;

impl FromStr for Sender {
    type Err = SenderFault;

    fn from_str(text: &str) -> Result<Self, SenderFault> {
        text.parse().map(Self).map_err(|_| SenderFault)
    }
}

impl Sender {
    /// The host that message ids end with, and that we name ourselves by to the server.
    pub(crate) fn host(&self) -> &str {
        self.0.email.domain()
    }
}
