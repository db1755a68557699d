//! The binary in a test's own deployment: commands that end, servers that are ended with the test.

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};

use place::Place;
use testkit::World;

pub(crate) use api::Api;

mod api;
mod place;

/// The password of every account that tests make.
pub(crate) const PASSWORD: &str = "en-lång-resa-norrut";

const SECRET_KEY: &str = "prov-0123456789-abcdefghijklmnopqrstuvwxyz";

/// The binary, pointed at a deployment.
#[derive(Clone)]
pub(crate) struct Program {
    place: Place,
}

/// A running server.
pub(crate) struct Server {
    child: Child,
    /// `http://127.0.0.1:PORT`
    pub(crate) url: String,
    /// What was printed before it was ready.
    pub(crate) said: Vec<String>,
}

/// The folder of one of the product's cases.
pub(crate) fn case(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("cases").join(name)
}

/// The binary beside this test's own.
pub(crate) fn binary() -> PathBuf {
    let own = std::env::current_exe().unwrap();
    let binary = own.parent().unwrap().parent().unwrap().join("yrkesresan");
    assert!(binary.exists(), "{} is missing: run tests by tests/run", binary.display());
    binary
}

impl Program {
    /// The binary on the deployment of this world.
    pub(crate) fn on(world: &World) -> Self {
        Self { place: Place::of(world) }
    }

    /// The command with these arguments, not yet started.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(binary());
        command.args(arguments).env_remove("DATABASE_URL").env_remove("REDIS_URL");
        // Only tests of second factors demand them.
        command.env("SECRET_KEY", SECRET_KEY).env("SECOND_FACTOR", "offered");
        self.place.point(&mut command);
        command
    }

    /// Runs a command to its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).stdin(Stdio::null()).output().unwrap()
    }

    /// What a command that succeeds prints.
    pub(crate) fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {told}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// What a command that is refused says.
    pub(crate) fn refused(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {told}");
        told
    }

    /// Brings cases into their regions.
    pub(crate) fn import(&self, cases: &[&str]) {
        for name in cases {
            self.done(&["region", "import", case(name).to_str().unwrap()]);
        }
    }

    /// Makes an account, whose e-mail address it gives back.
    pub(crate) fn account(&self, role: &str, scope: &[&str]) -> String {
        let place = scope.iter().copied().filter(|word| !word.starts_with("--"));
        let parts: Vec<&str> = std::iter::once(role).chain(place).collect();
        let email = format!("{}@exempel.se", parts.join("."));
        self.account_as(&email, role, scope);
        email
    }

    /// Makes an account with this e-mail address.
    pub(crate) fn account_as(&self, email: &str, role: &str, scope: &[&str]) {
        let fixed = ["account", "create", "--email", email, "--name", "En Person", "--role", role];
        let arguments: Vec<&str> = fixed.into_iter().chain(scope.iter().copied()).collect();
        let mut command = self.command(&arguments);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(PASSWORD.as_bytes()).unwrap();
        assert!(child.wait().unwrap().success(), "{arguments:?}");
    }

    /// The coordinator of a region, made and signed in.
    pub(crate) async fn coordinator(&self, server: &Server, region: &str) -> Api {
        let email = self.account("regional-coordinator", &["--region", region]);
        Api::signed_in(&server.url, &email, PASSWORD).await
    }

    /// Starts a server on a free port, and waits until it listens.
    pub(crate) fn serve(&self) -> Server {
        self.serve_with(&[])
    }

    /// The same, with these variables in its environment.
    pub(crate) fn serve_with(&self, variables: &[(&str, &str)]) -> Server {
        let mut command = self.command(&["serve", "--listen", "127.0.0.1:0"]);
        command.envs(variables.iter().copied());
        Server::start(command)
    }
}

impl Server {
    /// Starts a command that serves, and waits until it listens.
    pub(crate) fn start(mut command: Command) -> Self {
        let child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut server = Self { child, url: String::new(), said: Vec::new() };
        let lines = BufReader::new(server.child.stdout.take().unwrap()).lines();
        for line in lines {
            let line = line.unwrap();
            if let Some(url) = line.strip_prefix("Listening on ") {
                url.clone_into(&mut server.url);
                return server;
            }
            server.said.push(line);
        }
        panic!("it ended early, having said {:?}", server.said)
    }

    /// Ends it without a chance to finish anything.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to end, and tells whether it did so in good order.
    pub(crate) fn stop(mut self) -> bool {
        let asked = Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        asked.success() && self.child.wait().unwrap().success()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // One that has ended cannot be killed, and need not be.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
