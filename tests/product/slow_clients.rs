//! Clients that take their time: they are let go, and meanwhile everybody else is served.

use std::time::{Duration, Instant};

use reqwest::StatusCode;
use serde_json::json;
use testkit::World;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::running::{Api, Program, Server};

testkit::on_both_databases!(
    headers_that_never_end_keep_nobody_waiting,
    bodies_that_never_end_are_not_read,
    connections_beyond_the_limit_wait_their_turn,
);

const SLOW: usize = 1_000;
const PATIENCE: Duration = Duration::from_secs(20);

async fn connected(server: &Server, said: &str) -> TcpStream {
    let address = server.url.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(said.as_bytes()).await.unwrap();
    stream
}

/// Everything that is still said on a connection before it is closed.
async fn rest(stream: &mut TcpStream) -> String {
    let mut text = Vec::new();
    // A connection that is reset has been closed too.
    let _ = tokio::time::timeout(PATIENCE, stream.read_to_end(&mut text)).await.unwrap();
    String::from_utf8_lossy(&text).into_owned()
}

async fn answered(server: &Server) {
    Api::of(&server.url).ask("{ me { name } }", json!({})).await;
}

async fn headers_that_never_end_keep_nobody_waiting(world: World) {
    let server = Program::on(&world).serve_with(&[("LIMIT_HEADER_SECONDS", "2")]);
    let began = Instant::now();
    let mut slow = Vec::with_capacity(SLOW);
    for number in 0..SLOW {
        let said = if number % 2 == 0 { "" } else { "POST /graphql HTTP/1.1\r\nx-slow: " };
        slow.push(connected(&server, said).await);
    }
    answered(&server).await;
    for stream in &mut slow {
        let said = rest(stream).await;
        assert!(!said.contains("200"), "{said}");
    }
    assert!(began.elapsed() < PATIENCE, "all are let go");
    answered(&server).await;
}

async fn bodies_that_never_end_are_not_read(world: World) {
    let server = Program::on(&world).serve_with(&[("LIMIT_SECONDS", "1")]);
    let head = "POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n";
    let mut silent = connected(&server, &format!("{head}content-length: 90\r\n\r\n{{")).await;
    assert!(rest(&mut silent).await.contains(" 408 "));
    let mut huge = connected(&server, &format!("{head}content-length: 100000000\r\n\r\n{{")).await;
    assert!(rest(&mut huge).await.contains(" 413 "), "refused by its length alone");
    let mut endless =
        connected(&server, &format!("{head}transfer-encoding: chunked\r\n\r\n")).await;
    let chunk = format!("10000\r\n{}\r\n", "x".repeat(65_536));
    let mut sent = 0;
    while sent < 64 && endless.write_all(chunk.as_bytes()).await.is_ok() {
        sent += 1;
    }
    let said = rest(&mut endless).await;
    assert!(said.is_empty() || said.contains(" 413 "), "{said}");
    answered(&server).await;
}

async fn connections_beyond_the_limit_wait_their_turn(world: World) {
    let limits = [("LIMIT_CONNECTIONS", "2"), ("LIMIT_HEADER_SECONDS", "2")];
    let server = Program::on(&world).serve_with(&limits);
    let (_first, _second) = (connected(&server, "").await, connected(&server, "").await);
    let began = Instant::now();
    answered(&server).await;
    assert!(began.elapsed() > Duration::from_secs(1), "as soon as one of the two is let go");
    let health = Api::of(&server.url).get("/health/live").await;
    assert_eq!(health.status(), StatusCode::OK);
}
