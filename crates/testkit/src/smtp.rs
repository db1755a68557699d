//! An SMTP server that keeps what it gets, and refuses or falls silent where a test tells it to. Speaks just enough
//! of RFC 5321; without TLS.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

/// What becomes of a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    /// It is taken.
    Accept,
    /// Its recipient is refused, with this code.
    RefuseRecipient(u16),
    /// Its text is read and refused, with this code.
    RefuseText(u16),
    /// The connection ends when its recipient is named.
    HangUpBeforeText,
    /// Its text is read and kept, and the connection ends without a word.
    HangUpAfterText,
    /// Its text is read and kept, and nothing is said ever after.
    FallSilent,
}

/// A mail that has come in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// Whom the envelope names.
    pub to: String,
    /// Head and body, as they came.
    pub text: String,
}

impl Received {
    /// The value of a header on one line.
    pub fn header(&self, name: &str) -> Option<&str> {
        let start = format!("{name}: ");
        self.text
            .lines()
            .take_while(|line| !line.is_empty())
            .find_map(|line| line.strip_prefix(&start))
    }
}

#[derive(Default)]
struct State {
    received: Vec<Received>,
    replies: VecDeque<Reply>,
}

/// A server that runs until it is dropped.
pub struct SmtpSink {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
    got: Arc<Notify>,
    task: tokio::task::JoinHandle<()>,
}

impl SmtpSink {
    /// Starts a server on a free port.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await;
        let listener = listener.unwrap_or_else(|fault| panic!("no port for SMTP: {fault}"));
        let address = listener.local_addr();
        let address = address.unwrap_or_else(|fault| panic!("no port for SMTP: {fault}"));
        let (state, got) = (Arc::<Mutex<State>>::default(), Arc::<Notify>::default());
        let (kept, told) = (Arc::clone(&state), Arc::clone(&got));
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(talk(stream, Arc::clone(&kept), Arc::clone(&told)));
            }
        });
        Self { address, state, got, task }
    }

    /// Its address for `SMTP_URL`, without TLS.
    pub fn url(&self) -> String {
        format!("smtp://{}?tls=none", self.address)
    }

    /// What becomes of the next mails, in order; those after them are accepted.
    pub fn reply(&self, replies: &[Reply]) {
        lock(&self.state).replies.extend(replies);
    }

    /// What has come in.
    pub fn received(&self) -> Vec<Received> {
        lock(&self.state).received.clone()
    }

    /// Waits until a mail's text has come in.
    pub async fn got_text(&self) {
        self.got.notified().await;
    }
}

impl Drop for SmtpSink {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whoever is cut off has what they have.
async fn talk(stream: TcpStream, state: Arc<Mutex<State>>, got: Arc<Notify>) {
    let _ = converse(stream, &state, &got).await;
}

async fn converse(stream: TcpStream, state: &Mutex<State>, got: &Notify) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 sink ESMTP\r\n").await?;
    let (mut to, mut reply) = (String::new(), Reply::Accept);
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let word = line.get(..4).unwrap_or_default().to_ascii_uppercase();
        let answer = match word.as_str() {
            "EHLO" => "250-sink\r\n250 8BITMIME".to_owned(),
            "RCPT" => {
                let named = line.split(['<', '>']).nth(1).unwrap_or_default();
                named.clone_into(&mut to);
                reply = lock(state).replies.pop_front().unwrap_or(Reply::Accept);
                match reply {
                    Reply::HangUpBeforeText => return Ok(()),
                    Reply::RefuseRecipient(code) => format!("{code} not <{to}>"),
                    _ => "250 OK".to_owned(),
                }
            }
            "DATA" => {
                stream.write_all(b"354 go on\r\n").await?;
                let text = read_text(&mut stream).await?;
                if !matches!(reply, Reply::RefuseText(_)) {
                    lock(state).received.push(Received { to: to.clone(), text });
                }
                got.notify_one();
                match reply {
                    Reply::HangUpAfterText => return Ok(()),
                    Reply::FallSilent => std::future::pending().await,
                    Reply::RefuseText(code) => format!("{code} not now"),
                    _ => "250 OK".to_owned(),
                }
            }
            "QUIT" => {
                stream.write_all(b"221 bye\r\n").await?;
                return Ok(());
            }
            "MAIL" | "NOOP" | "RSET" => "250 OK".to_owned(),
            _ => "502 what".to_owned(),
        };
        stream.write_all(answer.as_bytes()).await?;
        stream.write_all(b"\r\n").await?;
    }
}

async fn read_text(stream: &mut BufReader<TcpStream>) -> std::io::Result<String> {
    let mut text = String::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        if line == ".\r\n" {
            return Ok(text);
        }
        text.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}
