//! Serving: the door and the pages on one address, and an orderly end.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::http::StatusCode;
use gateway::{Gateway, Parts};
use telemetry::Metrics;
use tenancy::Regions;
use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tower_http::timeout::TimeoutLayer;

use crate::config::Config;
use crate::connections;
use crate::mailing::Mailing;
use crate::outcome::{Outcome, Stop};
use crate::pages_api::PagesApi;
use crate::wiring;

/// Whom the server is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Behind TLS: cookies are Secure, introspection is off.
    Production,
    /// On one's own machine.
    Development,
}

/// Serves until SIGTERM or Ctrl-C, lets running requests end, and closes the databases.
pub(crate) async fn run(
    regions: Arc<Regions>,
    listen: SocketAddr,
    mode: Mode,
    mailing: Mailing,
    config: &Config,
) -> Outcome {
    if mode == Mode::Production {
        refuse_superuser(&regions).await?;
    }
    let limits = config.limits.clone().map_err(Stop::Usage)?;
    let telemetry = telemetry::init(&config.telemetry())
        .map_err(|fault| Stop::because("logging cannot start", &fault))?;
    let metrics = Arc::new(Metrics::new());
    let listener = TcpListener::bind(listen)
        .await
        .map_err(|fault| Stop::because("cannot listen there", &fault))?;
    let address =
        listener.local_addr().map_err(|fault| Stop::because("cannot listen there", &fault))?;
    let accounts = wiring::open_accounts_to_serve(&regions, mode, address, config)?;
    let passkeys = accounts.has_passkeys();
    let gateway = Gateway::new(Parts {
        regions: Arc::clone(&regions),
        accounts: Arc::clone(&accounts),
        metrics: Arc::clone(&metrics),
        limits: limits.gateway,
        secure: mode == Mode::Production,
        development: mode == Mode::Development,
    });
    let pages = web::router(
        Arc::new(PagesApi::new(gateway.clone())),
        web::Settings {
            secure_cookies: mode == Mode::Production,
            passkeys,
            today: today_of(&regions),
        },
    );
    let slow = TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, limits.request);
    let app = gateway::router(gateway).merge(pages).layer(slow);
    // Heard from now on: whoever reads the line may ask us to end at once.
    let told_to_stop =
        StopSignal::listen().map_err(|fault| Stop::because("signals cannot be heard", &fault))?;
    let working = Arc::clone(&accounts);
    let working = tokio::spawn(async move { working.work_on().await });
    let filing = Arc::clone(&regions);
    let filing = tokio::spawn(async move { settlement::work_on(&filing).await });
    let postman = mailing.begin(accounts, metrics, regions.platform().clone(), address);
    println!("Listening on http://{address}");
    connections::serve(listener, app, limits.connections, told_to_stop.heard()).await;
    // What they were at goes on where its last batch ended, here or in another process.
    working.abort();
    filing.abort();
    postman.end().await;
    regions.close().await.map_err(|fault| Stop::because("closing the databases failed", &fault))?;
    drop(telemetry);
    Ok(())
}

/// A role that may do everything may also read across regions, whatever the gate says.
async fn refuse_superuser(regions: &Regions) -> Outcome {
    match regions.runs_as_superuser().await {
        Ok(false) => Ok(()),
        Ok(true) => Err(Stop::refused(
            "DATABASE_URL signs in as a superuser, for whom no wall between regions holds. \
             Use a role of its own with CREATEROLE, which owns the database.",
        )),
        Err(fault) => Err(Stop::because("the database role cannot be read", &fault)),
    }
}

fn today_of(regions: &Regions) -> Arc<dyn Fn() -> domain::Date + Send + Sync> {
    let clock = Arc::clone(&regions.surroundings().clock);
    Arc::new(move || clock.today())
}

/// SIGTERM and Ctrl-C, heard from the moment this is made.
struct StopSignal {
    terminate: Signal,
    interrupt: Signal,
}

impl StopSignal {
    fn listen() -> std::io::Result<Self> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    async fn heard(mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}
