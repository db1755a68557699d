//! Which server takes the mails, and how it is reached: `SMTP_URL`. Opens nothing.

use std::fmt;

use lettre::transport::smtp::authentication::Credentials;
use percent_encoding::percent_decode_str;
use url::Url;

/// How the connection is kept from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tls {
    /// From the first byte, as port 465 has it.
    Implicit,
    /// By STARTTLS, before anything is said that matters. A server that does not offer it gets nothing.
    Upgraded,
    /// Not at all: for a server on the same machine.
    Open,
}

/// A server that takes mails.
#[derive(Clone)]
pub struct SmtpServer {
    pub(crate) host: String,
    pub(crate) port: u16,
    pub(crate) tls: Tls,
    pub(crate) credentials: Option<Credentials>,
}

/// Why a text names no server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SmtpServerFault {
    /// Not of the form.
    #[error("expected smtps://USER:PASSWORD@HOST:PORT, or smtp://… for STARTTLS")]
    Form,
    /// An option that there is not.
    #[error("the only option is ?tls=none, for smtp://")]
    Option,
    /// A password that anybody on the way could read.
    #[error("a user and a password are not sent without TLS")]
    Open,
}

impl SmtpServer {
    /// The server that an address names: `smtps://` for TLS from the first byte (port 465), `smtp://` for STARTTLS
    /// (port 587), `smtp://…?tls=none` for neither. User and password may hold percent-encoded characters.
    pub fn parse(text: &str) -> Result<Self, SmtpServerFault> {
        let url = Url::parse(text).map_err(|_| SmtpServerFault::Form)?;
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or(SmtpServerFault::Form)?;
        let open = match url.query() {
            None => false,
            Some("tls=none") => true,
            Some(_) => return Err(SmtpServerFault::Option),
        };
        let (tls, usual_port) = match (url.scheme(), open) {
            ("smtps", false) => (Tls::Implicit, 465),
            ("smtp", false) => (Tls::Upgraded, 587),
            ("smtp", true) => (Tls::Open, 25),
            ("smtps", true) => return Err(SmtpServerFault::Option),
            _ => return Err(SmtpServerFault::Form),
        };
        if !matches!(url.path(), "" | "/") {
            return Err(SmtpServerFault::Form);
        }
        let credentials = match (decoded(url.username())?, url.password()) {
            (user, Some(password)) if !user.is_empty() => {
                Some(Credentials::new(user, decoded(password)?))
            }
            (user, None) if user.is_empty() => None,
            (_, _) => return Err(SmtpServerFault::Form),
        };
        if credentials.is_some() && tls == Tls::Open {
            return Err(SmtpServerFault::Open);
        }
        let port = url.port().unwrap_or(usual_port);
        Ok(Self { host: host.to_owned(), port, tls, credentials })
    }
}

fn decoded(text: &str) -> Result<String, SmtpServerFault> {
    let decoded = percent_decode_str(text).decode_utf8().map_err(|_| SmtpServerFault::Form)?;
    Ok(decoded.into_owned())
}

/// Without the password.
impl fmt::Debug for SmtpServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{} ({:?})", self.host, self.port, self.tls)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_name_a_server() {
        let server = SmtpServer::parse("smtps://resan:hem%40lig%C3%A5@mail.exempel.se").unwrap();
        assert_eq!(format!("{server:?}"), "mail.exempel.se:465 (Implicit)");
        let credentials = Credentials::new("resan".to_owned(), "hem@ligå".to_owned());
        assert_eq!(server.credentials, Some(credentials));
        let server = SmtpServer::parse("smtp://mail.exempel.se").unwrap();
        assert_eq!((server.port, server.tls), (587, Tls::Upgraded));
        let server = SmtpServer::parse("smtp://127.0.0.1:2525?tls=none").unwrap();
        assert_eq!((server.port, server.tls), (2525, Tls::Open));
    }

    #[test]
    fn what_would_be_less_than_it_seems_is_refused() {
        for (text, fault) in [
            ("", SmtpServerFault::Form),
            ("mail.exempel.se", SmtpServerFault::Form),
            ("http://mail.exempel.se", SmtpServerFault::Form),
            ("smtp://mail.exempel.se/x", SmtpServerFault::Form),
            ("smtp://:secret@mail.exempel.se", SmtpServerFault::Form),
            ("smtp://user@mail.exempel.se", SmtpServerFault::Form),
            ("smtps://mail.exempel.se?tls=none", SmtpServerFault::Option),
            ("smtp://mail.exempel.se?tls=opportunistic", SmtpServerFault::Option),
            ("smtp://user:secret@mail.exempel.se?tls=none", SmtpServerFault::Open),
        ] {
            assert_eq!(SmtpServer::parse(text).unwrap_err(), fault, "{text}");
        }
    }
}
