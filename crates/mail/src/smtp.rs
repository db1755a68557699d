//! One conversation with an SMTP server, step by step, so that it is known at each step whether the mail may have
//! been accepted: only the answer to the whole text says so, RFC 5321 section 4.5.3.2.6 and 6.1.

use std::time::Duration;

use lettre::Address;
use lettre::transport::smtp::authentication::Mechanism;
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Noop, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};
use lettre::transport::smtp::{Error, response::Response};
use tokio::time::timeout;

use crate::carrier::{Handed, Parcel};
use crate::smtp_server::Tls;
use crate::{Sender, SmtpServer};

/// How long the server may take to answer anything but a whole mail.
const ANSWER: Duration = Duration::from_secs(30);
/// How long it may take to read a mail and to accept it.
const ACCEPTANCE: Duration = Duration::from_mins(3);

/// A conversation that has been opened, and signed in where that is asked for.
pub(crate) struct Session {
    connection: AsyncSmtpConnection,
}

impl Session {
    /// Opens a conversation; a reason to try later, where that fails.
    pub(crate) async fn open(server: &SmtpServer, sender: &Sender) -> Result<Self, String> {
        match timeout(ANSWER, connect(server, sender)).await {
            Ok(Ok(connection)) => Ok(Self { connection }),
            Ok(Err(fault)) => Err(format!("no connection: {}", told(&fault))),
            Err(_) => Err("no connection: it took too long".to_owned()),
        }
    }

    /// Whether the server still answers.
    pub(crate) async fn is_open(&mut self) -> bool {
        matches!(timeout(ANSWER, self.connection.command(Noop)).await, Ok(Ok(_)))
    }

    /// Hands a mail over.
    pub(crate) async fn hand(&mut self, sender: &Sender, parcel: &Parcel) -> Handed {
        if let Err(handed) = self.announce(sender, &parcel.to).await {
            return handed;
        }
        match timeout(ACCEPTANCE, self.connection.message(&parcel.bytes)).await {
            Ok(Ok(_)) => Handed::Accepted,
            Ok(Err(fault)) if fault.is_transient() => Handed::Later(told(&fault)),
            Ok(Err(fault)) if fault.is_permanent() => Handed::Never(told(&fault)),
            Ok(Err(_)) => Handed::Unsure("the connection ended before the answer".to_owned()),
            Err(_) => Handed::Unsure("no answer in time".to_owned()),
        }
    }

    /// Everything before the text: whatever goes wrong here, the mail was not accepted.
    async fn announce(&mut self, sender: &Sender, to: &Address) -> Result<(), Handed> {
        let mut parameters = Vec::new();
        if !to.to_string().is_ascii() {
            if !self.connection.server_info().supports_feature(Extension::SmtpUtfEight) {
                let reason = "the server takes no address with letters beyond a–z";
                return Err(Handed::Never(reason.to_owned()));
            }
            parameters.push(MailParameter::SmtpUtfEight);
        }
        let from = Some(sender.0.email.clone());
        // A refusal here is of us, and not of the recipient: somebody will mend it.
        answered(self.connection.command(Mail::new(from, parameters))).await.map_err(later)?;
        answered(self.connection.command(Rcpt::new(to.clone(), Vec::new()))).await?;
        answered(self.connection.command(Data)).await
    }

    /// Takes leave. A server that does not hear it loses nothing.
    pub(crate) async fn end(mut self) {
        let _ = timeout(ANSWER, self.connection.quit()).await;
    }
}

async fn connect(server: &SmtpServer, sender: &Sender) -> Result<AsyncSmtpConnection, Error> {
    let ourselves = ClientId::Domain(sender.host().to_owned());
    let address = (server.host.as_str(), server.port);
    let tls = || TlsParameters::new(server.host.clone());
    let from_the_start = match server.tls {
        Tls::Implicit => Some(tls()?),
        Tls::Upgraded | Tls::Open => None,
    };
    let connecting = AsyncSmtpConnection::connect_tokio1(
        address,
        Some(ANSWER),
        &ourselves,
        from_the_start,
        None,
    );
    let mut connection = connecting.await?;
    if server.tls == Tls::Upgraded {
        connection.starttls(tls()?, &ourselves).await?;
    }
    if let Some(credentials) = &server.credentials {
        connection.auth(&[Mechanism::Plain, Mechanism::Login], credentials).await?;
    }
    Ok(connection)
}

async fn answered(step: impl Future<Output = Result<Response, Error>>) -> Result<(), Handed> {
    match timeout(ANSWER, step).await {
        Ok(Ok(_)) => Ok(()),
        Ok(Err(fault)) if fault.is_permanent() => Err(Handed::Never(told(&fault))),
        Ok(Err(fault)) => Err(Handed::Later(told(&fault))),
        Err(_) => Err(Handed::Later("no answer in time".to_owned())),
    }
}

fn later(handed: Handed) -> Handed {
    match handed {
        Handed::Never(reason) => Handed::Later(reason),
        Handed::Accepted | Handed::Later(_) | Handed::Unsure(_) => handed,
    }
}

/// A code where the server gave one; else what kind of fault it was.
fn told(fault: &Error) -> String {
    match fault.status() {
        Some(code) => code.to_string(),
        None if fault.is_tls() => "TLS failed".to_owned(),
        None if fault.is_client() => "the server does not offer what is needed".to_owned(),
        None => "the connection failed".to_owned(),
    }
}
