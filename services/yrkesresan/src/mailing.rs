//! How mails leave this process, and where the links in them lead: `SMTP_URL`, `MAIL_FROM`, `MAIL_FOLDER`, `PUBLIC_URL`.

use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use accounts::{Accounts, Letters, Pages};
use chrono::TimeDelta;
use mail::{Carrier, Postman, Sender, SmtpServer};
use telemetry::Metrics;
use tenancy::{Location, PlatformDb};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::outcome::Stop;
use crate::server::Mode;

/// How long the mail that is being handed over may take once the process is told to stop.
const LAST_MAIL: Duration = Duration::from_secs(10);
const INVITATION_DAYS: i64 = 14;
/// For mails that become files: nobody can answer.
const NOBODY: &str = "Yrkesresan <yrkesresan@localhost>";

/// What the environment says of mails.
#[derive(Clone, Debug, Default)]
pub(crate) struct MailSettings {
    smtp_url: Option<String>,
    from: Option<String>,
    folder: Option<String>,
    public_url: Option<String>,
    invitation_days: Option<String>,
}

/// How mails leave, checked.
pub(crate) struct Mailing {
    carrier: Carrier,
    sender: Sender,
    /// Without it, the address that the server listens on.
    public_url: Option<String>,
    invitation: TimeDelta,
}

/// A postman at work.
pub(crate) struct Working {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl MailSettings {
    /// The settings as `variable` gives them.
    pub(crate) fn read(variable: impl Fn(&str) -> Option<String>) -> Self {
        Self {
            smtp_url: variable("SMTP_URL"),
            from: variable("MAIL_FROM"),
            folder: variable("MAIL_FOLDER"),
            public_url: variable("PUBLIC_URL"),
            invitation_days: variable("INVITATION_DAYS"),
        }
    }
}

impl Mailing {
    /// How mails leave. In production, links lead to a name that people can reach, and mails do not vanish.
    pub(crate) fn open(
        settings: &MailSettings,
        location: &Location,
        mode: Mode,
    ) -> Result<Self, Stop> {
        let carrier = carrier(settings, location, mode)?;
        let by_smtp = matches!(carrier, Carrier::Smtp(_));
        let sender = match &settings.from {
            None if by_smtp => return Err(usage("SMTP_URL needs MAIL_FROM, whom mails are from")),
            None => NOBODY,
            Some(from) => from.as_str(),
        };
        let sender = sender.parse().map_err(|fault| usage(&format!("MAIL_FROM: {fault}")))?;
        if by_smtp && mode == Mode::Production && settings.public_url.is_none() {
            return Err(usage("SMTP_URL needs PUBLIC_URL, where the links in mails lead"));
        }
        let public_url = settings.public_url.as_deref().map(checked_url).transpose()?;
        let days = match settings.invitation_days.as_deref().map(str::parse::<i64>) {
            None => INVITATION_DAYS,
            Some(Ok(days)) if (1..=365).contains(&days) => days,
            Some(_) => return Err(usage("INVITATION_DAYS is not a number of days from 1 to 365")),
        };
        let invitation = TimeDelta::try_days(days).unwrap_or_default();
        Ok(Self { carrier, sender, public_url, invitation })
    }

    /// Sends a postman out, for as long as the server runs.
    pub(crate) fn begin(
        self,
        accounts: Arc<Accounts>,
        metrics: Arc<Metrics>,
        platform: PlatformDb,
        listening: SocketAddr,
    ) -> Working {
        let base = self.public_url.unwrap_or_else(|| format!("http://{listening}"));
        let pages = Pages {
            sign_in: format!("{base}/"),
            invitation: format!("{base}{}", web::invitation_path("")),
            password_reset: format!("{base}{}", web::new_password_path("")),
            password_reset_request: format!("{base}{}", web::FORGOTTEN_PASSWORD_PATH),
        };
        let letters = Arc::new(Letters::new(accounts, pages, self.invitation));
        let postman = Postman::new(platform, letters, self.carrier, self.sender, metrics);
        let (stop, told) = watch::channel(false);
        let task = tokio::spawn(async move { postman.work(told).await });
        Working { stop, task }
    }
}

impl Working {
    /// Tells the postman to stop, and waits for the mail that is being handed over.
    pub(crate) async fn end(mut self) {
        self.stop.send_replace(true);
        if tokio::time::timeout(LAST_MAIL, &mut self.task).await.is_err() {
            self.task.abort();
            tracing::warn!("a mail was not handed over in time; it is unsure");
        }
    }
}

/// Where mails go, for whoever starts a demonstration.
impl fmt::Display for Mailing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.carrier {
            Carrier::Folder(folder) => write!(f, "files in {}", folder.display()),
            Carrier::Smtp(server) => write!(f, "sent by {server:?}"),
        }
    }
}

fn carrier(settings: &MailSettings, location: &Location, mode: Mode) -> Result<Carrier, Stop> {
    if let Some(url) = &settings.smtp_url {
        let server = SmtpServer::parse(url);
        return Ok(Carrier::Smtp(server.map_err(|fault| usage(&format!("SMTP_URL: {fault}")))?));
    }
    if let Some(folder) = &settings.folder {
        return Ok(Carrier::Folder(PathBuf::from(folder)));
    }
    match (location, mode) {
        (Location::Folder(folder), _) => Ok(Carrier::Folder(folder.join("mail"))),
        (Location::Postgres(_), Mode::Development) => Ok(Carrier::Folder(PathBuf::from("mail"))),
        (Location::Postgres(_), Mode::Production) => Err(usage(
            "mails have nowhere to go: set SMTP_URL with MAIL_FROM and PUBLIC_URL, or MAIL_FOLDER for files",
        )),
    }
}

/// The address without a slash at its end.
fn checked_url(url: &str) -> Result<String, Stop> {
    let plain = url.trim_end_matches('/');
    let rest = plain.strip_prefix("https://").or_else(|| plain.strip_prefix("http://"));
    let whole = rest.is_some_and(|rest| {
        !rest.is_empty() && rest.chars().all(|sign| sign.is_ascii_graphic() && !"?#".contains(sign))
    });
    if whole {
        Ok(plain.to_owned())
    } else {
        Err(usage("PUBLIC_URL is not like https://yrkesresan.exempel.se"))
    }
}

fn usage(text: &str) -> Stop {
    Stop::Usage(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(variables: &[(&str, &str)], location: &Location, mode: Mode) -> Result<String, String> {
        let found = |name: &str| {
            let one = variables.iter().find(|(own, _)| *own == name);
            one.map(|(_, value)| (*value).to_owned())
        };
        match Mailing::open(&MailSettings::read(found), location, mode) {
            Ok(mailing) => Ok(mailing.to_string()),
            Err(Stop::Usage(text)) => Err(text),
            Err(Stop::Refused(texts)) => Err(texts.join(" ")),
        }
    }

    #[test]
    fn mails_go_where_they_are_told_and_never_nowhere() {
        let folder = Location::Folder(PathBuf::from("/data"));
        let postgres = Location::Postgres("postgres://x".to_owned());
        let smtp = ("SMTP_URL", "smtps://a:b@mail.exempel.se");
        let from = ("MAIL_FROM", "Yrkesresan <no-reply@exempel.se>");
        let public = ("PUBLIC_URL", "https://yrkesresan.exempel.se/");
        let production = Mode::Production;
        assert_eq!(open(&[], &folder, production).unwrap(), "files in /data/mail");
        let elsewhere = [("MAIL_FOLDER", "/mail")];
        assert_eq!(open(&elsewhere, &postgres, production).unwrap(), "files in /mail");
        let by_smtp = open(&[smtp, from, public], &postgres, production).unwrap();
        assert_eq!(by_smtp, "sent by mail.exempel.se:465 (Implicit)");
        for (variables, named) in [
            (&[][..], "SMTP_URL"),
            (&[smtp], "MAIL_FROM"),
            (&[smtp, from], "PUBLIC_URL"),
            (&[smtp, ("MAIL_FROM", "ingen"), public], "MAIL_FROM"),
            (&[smtp, from, ("PUBLIC_URL", "yrkesresan.exempel.se")], "PUBLIC_URL"),
            (&[("SMTP_URL", "mail.exempel.se"), from, public], "SMTP_URL"),
            (&[smtp, from, public, ("INVITATION_DAYS", "0")], "INVITATION_DAYS"),
        ] {
            let told = open(variables, &postgres, production).unwrap_err();
            assert!(told.contains(named), "{told}");
            assert!(!told.contains("a:b"), "the password is told to nobody: {told}");
        }
        assert!(open(&[], &postgres, Mode::Development).is_ok());
    }
}
