//! Two replicas on the same databases, each of which may be gone at any moment.

use std::sync::{Mutex, RwLock};

use tokio::sync::Notify;

use crate::running::{Program, Server};

/// The servers, and where they are now.
pub(crate) struct Replicas {
    servers: Mutex<[Option<Server>; 2]>,
    urls: RwLock<[String; 2]>,
    /// Somebody has begun to issue.
    pub(crate) issuing: Notify,
    faults: Mutex<Vec<String>>,
}

impl Replicas {
    pub(crate) fn start(program: &Program) -> Self {
        let servers = [start(program), start(program)];
        Self {
            urls: RwLock::new(servers.each_ref().map(|server| server.url.clone())),
            servers: Mutex::new(servers.map(Some)),
            issuing: Notify::new(),
            faults: Mutex::default(),
        }
    }

    /// Where one of them was last.
    pub(crate) fn url(&self, which: usize) -> String {
        self.urls.read().unwrap()[which].clone()
    }

    /// Something that no client should ever be told.
    pub(crate) fn note_fault(&self, told: String) {
        self.faults.lock().unwrap().push(told);
    }

    pub(crate) fn faults(&self) -> Vec<String> {
        self.faults.lock().unwrap().clone()
    }

    /// Kills these, and starts them again on the same data.
    pub(crate) async fn kill_and_start(&self, program: &Program, doomed: &[usize]) {
        for which in doomed {
            self.servers.lock().unwrap()[*which].take().unwrap().kill();
        }
        for which in doomed {
            let program = program.clone();
            let server = tokio::task::spawn_blocking(move || start(&program)).await.unwrap();
            self.urls.write().unwrap()[*which].clone_from(&server.url);
            self.servers.lock().unwrap()[*which] = Some(server);
        }
    }
}

/// Unoptimised and beside many others, a request may take its time.
fn start(program: &Program) -> Server {
    program.serve_with(&[
        ("LIMIT_SECONDS", "60"),
        ("LIMIT_REQUEST_SECONDS", "60"),
        ("RUST_LOG", "error"),
    ])
}
