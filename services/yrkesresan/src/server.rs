//! Serving: the door and the pages on one address, and an orderly end.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use gateway::{Gateway, Limits, Parts};
use telemetry::Metrics;
use tenancy::Regions;
use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};

use crate::config::Config;
use crate::outcome::{Outcome, Stop};
use crate::pages_api::PagesApi;
use crate::wiring;

/// How long requests may take to end once the process is told to stop.
const LAST_REQUESTS: Duration = Duration::from_secs(20);

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
    config: &Config,
) -> Outcome {
    let telemetry = telemetry::init(&config.telemetry())
        .map_err(|fault| Stop::because("logging cannot start", &fault))?;
    let accounts = wiring::open_accounts(&regions, config).await?;
    let gateway = Gateway::new(Parts {
        regions: Arc::clone(&regions),
        accounts,
        metrics: Arc::new(Metrics::new()),
        limits: Limits::default(),
        development: mode == Mode::Development,
    });
    let pages = web::router(
        Arc::new(PagesApi::new(gateway.clone())),
        web::Settings { secure_cookies: mode == Mode::Production, today: today_of(&regions) },
    );
    let app = gateway::router(gateway).merge(pages);
    let listener = TcpListener::bind(listen)
        .await
        .map_err(|fault| Stop::because("cannot listen there", &fault))?;
    let address =
        listener.local_addr().map_err(|fault| Stop::because("cannot listen there", &fault))?;
    // Heard from now on: whoever reads the line may ask us to end at once.
    let told_to_stop =
        StopSignal::listen().map_err(|fault| Stop::because("signals cannot be heard", &fault))?;
    println!("Listening on http://{address}");
    let service = app.into_make_service_with_connect_info::<SocketAddr>();
    let ended = Arc::new(tokio::sync::Notify::new());
    let ending = Arc::clone(&ended);
    let serving = axum::serve(listener, service).with_graceful_shutdown(async move {
        told_to_stop.heard().await;
        ending.notify_one();
    });
    let overdue = async {
        ended.notified().await;
        tokio::time::sleep(LAST_REQUESTS).await;
    };
    tokio::select! {
        result = serving => result.map_err(|fault| Stop::because("serving failed", &fault))?,
        () = overdue => tracing::warn!("some requests did not end in time"),
    }
    regions.close().await.map_err(|fault| Stop::because("closing the databases failed", &fault))?;
    drop(telemetry);
    Ok(())
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
