//! A server that this process started for itself, by a script of `servers/`. Knows no protocol.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};

/// A running server. Its script holds the other end of a pipe from us, and stops it when that closes:
/// at the end of this process, however it ends.
#[derive(Debug)]
pub(crate) struct Server {
    address: String,
    script: Child,
}

impl Server {
    /// Starts `servers/<name>`; what it says where it cannot.
    pub(crate) fn start(name: &str) -> Result<Self, String> {
        Self::start_with(name, &[])
    }

    /// The same, with arguments for the script.
    pub(crate) fn start_with(name: &str, arguments: &[&OsStr]) -> Result<Self, String> {
        let path = format!("{}/servers/{name}", env!("CARGO_MANIFEST_DIR"));
        let mut script = Command::new(&path)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            // Ctrl-C is for the tests; the script sees their end.
            .process_group(0)
            .spawn()
            .map_err(|fault| format!("{path}: {fault}"))?;
        let address = script.stdout.take().and_then(|out| BufReader::new(out).lines().next());
        match address {
            Some(Ok(address)) => Ok(Self { address, script }),
            Some(Err(_)) | None => Err(last_words(script)),
        }
    }

    /// Closes the pipe, and waits until the script has stopped the server.
    pub(crate) fn stop(mut self) {
        drop(self.script.stdin.take());
        if let Err(fault) = self.script.wait() {
            panic!("{}: {fault}", self.address);
        }
    }

    pub(crate) fn address(&self) -> &str {
        &self.address
    }
}

fn last_words(script: Child) -> String {
    let mut text = String::new();
    match script.stderr.map(|mut said| said.read_to_string(&mut text)) {
        Some(Ok(length)) if length > 0 => text,
        _ => "the server did not start, and did not say why".to_owned(),
    }
}

/// The server that a variable of the environment names; otherwise one of our own.
pub(crate) fn named_or_started(
    variable: &str,
    name: &str,
) -> Result<(String, Option<Server>), String> {
    match variable_of_environment(variable) {
        Some(address) => Ok((address, None)),
        None => Server::start(name).map(|own| (own.address().to_owned(), Some(own))),
    }
}

#[expect(clippy::disallowed_methods, reason = "where servers for tests are is read here alone")]
fn variable_of_environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
