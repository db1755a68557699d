//! Accepting connections: so many at a time, each with so long for its headers, and an orderly end.
//! Knows no route. TLS and HTTP/2 are what stands in front's.

use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tower::ServiceExt;

use crate::client_address::client_address;

/// How long requests may take to end once the process is told to stop.
const LAST_REQUESTS: Duration = Duration::from_secs(20);
/// How long to wait where the system has no room for another connection.
const OUT_OF_ROOM: Duration = Duration::from_millis(50);

/// What clients may take before they have asked for anything, and whom they are known by.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ConnectionLimits {
    /// Connections at a time; further ones wait to be accepted.
    pub(crate) connections: usize,
    /// How long the headers of a request may take, and a connection may wait for its next one.
    pub(crate) headers: Duration,
    /// Proxies of our own in front, whose word about the client's address is taken.
    pub(crate) proxies: usize,
}

impl Default for ConnectionLimits {
    fn default() -> Self {
        Self { connections: 10_000, headers: Duration::from_secs(10), proxies: 0 }
    }
}

/// Serves until `stop` is ready, and then until running requests have ended or have had their time.
pub(crate) async fn serve(
    listener: TcpListener,
    app: Router,
    limits: ConnectionLimits,
    stop: impl Future<Output = ()>,
) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(limits.headers);
    let seats = Arc::new(Semaphore::new(limits.connections));
    let open = GracefulShutdown::new();
    let mut stop = pin!(stop);
    loop {
        let accepted = async {
            let seat = Arc::clone(&seats).acquire_owned().await;
            (seat, accept(&listener).await)
        };
        let (seat, (stream, peer)) = tokio::select! {
            accepted = accepted => accepted,
            () = &mut stop => break,
        };
        let app = app.clone();
        let service = service_fn(move |request: Request<Incoming>| {
            let client = client_address(peer, request.headers(), limits.proxies);
            answer(app.clone(), request, client)
        });
        let connection = open.watch(http.serve_connection(TokioIo::new(stream), service));
        tokio::spawn(async move {
            if let Err(fault) = connection.await {
                tracing::debug!(cause = %fault, "a connection ended early");
            }
            drop(seat);
        });
    }
    drop(listener);
    if tokio::time::timeout(LAST_REQUESTS, open.shutdown()).await.is_err() {
        tracing::warn!("some requests did not end in time");
    }
}

/// The next connection. What is wrong with one, or with the room for one, ends nobody else's.
async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok(accepted) => return accepted,
            Err(fault) => {
                tracing::warn!(cause = %fault, "a connection cannot be accepted");
                tokio::time::sleep(OUT_OF_ROOM).await;
            }
        }
    }
}

async fn answer(
    app: Router,
    request: Request<Incoming>,
    client: SocketAddr,
) -> Result<axum::response::Response, std::convert::Infallible> {
    let mut request = request.map(Body::new);
    request.extensions_mut().insert(ConnectInfo(client));
    app.oneshot(request).await
}
