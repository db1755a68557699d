//! Mails: an outbox in the platform database, and the postman who empties it, each mail handed over at most once.
//!
//! Owns: the platform's table `outbox`, the form of a mail, SMTP.
//! Publishes: [`enqueue`] for whoever has something to tell, [`forget`] for whom nothing is to be told any more, [`Author`] for whoever writes it, [`Postman`], and
//! [`Outbox`] for commands.
//! Deliberately absent: what mails say. A row names an errand and never its text: links are secrets, and are made
//! when the mail is, so that no database and no backup holds one.

mod author;
mod carrier;
mod errand;
mod folder;
mod letter;
mod outbox;
mod postman;
mod sender;
mod smtp;
mod smtp_server;
mod state;
mod store;

pub use author::{Author, Letter};
pub use carrier::Carrier;
pub use errand::{Errand, enqueue, forget};
pub use letter::is_address;
pub use outbox::{Entry, Outbox, RetryFault};
pub use postman::Postman;
pub use sender::{Sender, SenderFault};
pub use smtp_server::{SmtpServer, SmtpServerFault};
pub use state::{State, UnknownState};
