//! How a mail leaves: by SMTP, or as a file. And what came of handing it over.

use std::path::PathBuf;

use lettre::Address;
use uuid::Uuid;

use crate::smtp::Session;
use crate::{Sender, SmtpServer, folder};

/// How mails leave.
#[derive(Clone, Debug)]
pub enum Carrier {
    /// A server takes them.
    Smtp(SmtpServer),
    /// Each becomes a file `….eml` in this folder. For demonstration, and where something else fetches them.
    Folder(PathBuf),
}

/// What came of handing a mail over. Reasons are codes and fixed words: a server's own text may repeat the recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Handed {
    /// It is the server's now.
    Accepted,
    /// It certainly was not accepted, and may be later.
    Later(String),
    /// It certainly was not accepted, and never will be.
    Never(String),
    /// It may have been accepted.
    Unsure(String),
}

/// A mail, ready to be handed over.
pub(crate) struct Parcel {
    pub(crate) id: Uuid,
    pub(crate) to: Address,
    pub(crate) bytes: Vec<u8>,
}

/// Hands mails over, one after the other, by one connection for as long as that lasts.
pub(crate) struct Round<'a> {
    carrier: &'a Carrier,
    sender: &'a Sender,
    session: Option<Session>,
}

impl<'a> Round<'a> {
    pub(crate) const fn new(carrier: &'a Carrier, sender: &'a Sender) -> Self {
        Self { carrier, sender, session: None }
    }

    /// Makes ready to hand over; a reason to try later, where that fails. Nothing has been handed over by then.
    pub(crate) async fn ready(&mut self) -> Result<(), String> {
        match self.carrier {
            Carrier::Folder(folder) => folder::ready(folder).await,
            Carrier::Smtp(server) => {
                if let Some(session) = &mut self.session
                    && session.is_open().await
                {
                    return Ok(());
                }
                self.session = Some(Session::open(server, self.sender).await?);
                Ok(())
            }
        }
    }

    /// Hands a mail over.
    pub(crate) async fn hand(&mut self, parcel: &Parcel) -> Handed {
        match (self.carrier, self.session.take()) {
            (Carrier::Folder(folder), _) => folder::put(folder, parcel).await,
            (Carrier::Smtp(_), None) => Handed::Later("no connection".to_owned()),
            (Carrier::Smtp(_), Some(mut session)) => {
                let handed = session.hand(self.sender, parcel).await;
                // After anything but success the session is not used again: the next mail begins its own.
                if handed == Handed::Accepted {
                    self.session = Some(session);
                }
                handed
            }
        }
    }

    /// Takes leave of the server.
    pub(crate) async fn end(self) {
        if let Some(session) = self.session {
            session.end().await;
        }
    }
}
