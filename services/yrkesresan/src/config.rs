//! Configuration from the environment: the only place that reads it.

use std::net::SocketAddr;
use std::path::PathBuf;

use accounts::{RelyingParty, SecondFactorPolicy};
use tenancy::{Location, LocationFault};

use crate::cli::Store;
use crate::limits::ServerLimits;
use crate::mailing::MailSettings;
use crate::outcome::Stop;
use crate::server::Mode;

/// What the environment says.
#[derive(Clone, Debug)]
pub(crate) struct Config {
    database_url: Option<String>,
    /// Redis for what replicas share; memory without it.
    pub(crate) redis_url: Option<String>,
    /// What secrets in the database are sealed with.
    pub(crate) secret_key: Option<String>,
    second_factor: Option<String>,
    public_url: Option<String>,
    /// Where traces go; nowhere without it.
    pub(crate) otlp_endpoint: Option<String>,
    /// What is logged (`RUST_LOG`).
    pub(crate) log_filter: String,
    /// Logs as JSON lines.
    pub(crate) log_json: bool,
    /// What the outside may cost; or which variable is at fault.
    pub(crate) limits: Result<ServerLimits, String>,
    /// How mails leave, and where their links lead.
    pub(crate) mail: MailSettings,
}

impl Config {
    /// Reads the environment.
    pub(crate) fn read() -> Self {
        Self {
            database_url: variable("DATABASE_URL"),
            redis_url: variable("REDIS_URL"),
            secret_key: variable("SECRET_KEY"),
            second_factor: variable("SECOND_FACTOR"),
            public_url: variable("PUBLIC_URL"),
            otlp_endpoint: variable("OTEL_EXPORTER_OTLP_ENDPOINT"),
            log_filter: variable("RUST_LOG").unwrap_or_else(|| "info,sqlx=warn".to_owned()),
            log_json: variable("LOG_FORMAT").as_deref() == Some("json"),
            limits: ServerLimits::read(text),
            mail: MailSettings::read(variable),
        }
    }

    /// What telemetry needs to know.
    pub(crate) fn telemetry(&self) -> telemetry::Settings {
        telemetry::Settings {
            filter: self.log_filter.clone(),
            json: self.log_json,
            otlp_endpoint: self.otlp_endpoint.clone(),
        }
    }

    /// Whether powerful roles are withheld from those without a second factor: as `SECOND_FACTOR` says, and
    /// otherwise in production.
    pub(crate) fn second_factor(&self, mode: Mode) -> Result<SecondFactorPolicy, Stop> {
        match (self.second_factor.as_deref(), mode) {
            (Some("demanded"), _) | (None, Mode::Production) => Ok(SecondFactorPolicy::Demanded),
            (Some("offered"), _) | (None, Mode::Development) => Ok(SecondFactorPolicy::Offered),
            (Some(_), _) => Err(Stop::Usage("SECOND_FACTOR is demanded or offered".to_owned())),
        }
    }

    /// Whom passkeys are made for: the address of `PUBLIC_URL`; on one's own machine `localhost`, whatever the port.
    /// Nobody, where that is no address that browsers make passkeys for.
    pub(crate) fn relying_party(&self, mode: Mode) -> Option<RelyingParty> {
        let on_this_machine = (mode == Mode::Development).then_some("http://localhost");
        RelyingParty::parse(self.public_url.as_deref().or(on_this_machine)?).ok()
    }

    /// How browsers reach us, without a slash at the end: as `PUBLIC_URL` says, and otherwise, on one's own machine,
    /// where we listen.
    pub(crate) fn public_url(&self, mode: Mode, listening: SocketAddr) -> Option<String> {
        let said = self.public_url.as_deref().map(|url| url.trim_end_matches('/').to_owned());
        match mode {
            Mode::Production => said,
            Mode::Development => said.or_else(|| Some(format!("http://{listening}"))),
        }
    }

    /// Where the databases are: the folder on the command line, else `DATABASE_URL`, else `./data`.
    pub(crate) fn location(&self, store: &Store) -> Result<Location, LocationFault> {
        match (&store.data, &self.database_url) {
            (Some(folder), _) => Ok(Location::Folder(folder.clone())),
            (None, Some(url)) => Location::parse(url),
            (None, None) => Ok(Location::Folder(PathBuf::from("data"))),
        }
    }
}

/// A variable, where there is one that says something.
fn variable(name: &str) -> Option<String> {
    text(name).filter(|value| !value.is_empty())
}

#[expect(clippy::disallowed_methods, reason = "configuration is read here and nowhere else")]
fn text(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
