//! A Redis database for each test, or a server of a test's own. Speaks just enough of the protocol for that.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::os::unix::net::UnixStream;
use std::sync::OnceLock;

use tempfile::TempDir;

use crate::server::{self, Server};

/// As many databases as `servers/redis` gives its server; number 0 holds the counter.
const DATABASES: u64 = 4096;

static SERVER: OnceLock<Result<(String, Option<Server>), String>> = OnceLock::new();

/// The address of an empty database that no other test uses.
pub fn database() -> String {
    let started = SERVER.get_or_init(|| server::named_or_started("YRKESRESAN_TEST_REDIS", "redis"));
    let (address, _) = started.as_ref().unwrap_or_else(|fault| panic!("{fault}"));
    let number = next_number(address)
        .unwrap_or_else(|fault| panic!("the Redis server {address} cannot be used: {fault}"));
    match address.strip_prefix("redis://") {
        Some(_) => format!("{}/{number}", address.trim_end_matches('/')),
        None => format!("{address}?db={number}"),
    }
}

/// A Redis server of a test's own, which can be stopped and started in the same place. It forgets everything.
#[derive(Debug)]
pub struct OwnServer {
    place: TempDir,
    address: String,
    running: Option<Server>,
}

impl OwnServer {
    /// Starts one.
    pub fn start() -> Self {
        let place = tempfile::tempdir().unwrap_or_else(|fault| panic!("no folder: {fault}"));
        let mut own = Self { place, address: String::new(), running: None };
        own.start_again();
        own
    }

    /// Its address, whether it runs or not.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Stops it; returns when it has ended.
    pub fn stop(&mut self) {
        if let Some(server) = self.running.take() {
            server.stop();
        }
    }

    /// Starts it anew, empty.
    pub fn start_again(&mut self) {
        let started = Server::start_with("redis", &[self.place.path().as_os_str()]);
        let server = started.unwrap_or_else(|fault| panic!("{fault}"));
        server.address().clone_into(&mut self.address);
        self.running = Some(server);
    }

    /// The names of all that it holds, in order.
    pub fn keys(&self) -> Vec<String> {
        let mut keys = keys(&self.address).unwrap_or_else(|fault| panic!("{fault}"));
        keys.sort_unstable();
        keys
    }
}

fn keys(address: &str) -> std::io::Result<Vec<String>> {
    let mut server = connect(address)?;
    server.write_all(b"KEYS *\r\n")?;
    let mut lines = BufReader::new(server).lines();
    let mut next = || lines.next().unwrap_or_else(|| Err(std::io::Error::other("it ended")));
    let count: usize = next()?.trim_start_matches('*').parse().map_err(std::io::Error::other)?;
    // Each after a line with its length.
    (0..count).map(|_| next().and_then(|_| next())).collect()
}

fn next_number(address: &str) -> std::io::Result<u64> {
    let mut server = connect(address)?;
    server.write_all(b"INCR yrkesresan-tests\r\n")?;
    let mut reply = String::new();
    let mut server = BufReader::new(server);
    server.read_line(&mut reply)?;
    let count = reply.trim().strip_prefix(':').and_then(|count| count.parse::<u64>().ok());
    let number = count.and_then(|count| count.checked_rem(DATABASES - 1)).map(|left| left + 1);
    let number = number.ok_or_else(|| std::io::Error::other(reply.clone()))?;
    server.get_mut().write_all(format!("SELECT {number}\r\nFLUSHDB\r\n").as_bytes())?;
    for _ in 0..2 {
        reply.clear();
        server.read_line(&mut reply)?;
        if reply.trim() != "+OK" {
            return Err(std::io::Error::other(reply));
        }
    }
    Ok(number)
}

trait Stream: Read + Write {}
impl<T: Read + Write> Stream for T {}

fn connect(address: &str) -> std::io::Result<Box<dyn Stream>> {
    match (address.strip_prefix("redis+unix://"), address.strip_prefix("redis://")) {
        (Some(socket), _) => Ok(Box::new(UnixStream::connect(socket)?)),
        (None, Some(host)) => Ok(Box::new(TcpStream::connect(host.trim_end_matches('/'))?)),
        (None, None) => {
            Err(std::io::Error::other("expected redis://HOST:PORT or redis+unix://PATH"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn databases_are_apart() {
        let (one, two) = (database(), database());
        assert_ne!(one, two);
    }
}
