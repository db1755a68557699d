//! How a command ended, and what that means for the exit status.

use std::process::ExitCode;

/// Why a command did not do what it was asked.
#[derive(Debug)]
pub(crate) enum Stop {
    /// Refused: these texts go to standard error, and nothing was written. Exit status 1.
    Refused(Vec<String>),
    /// Wrong usage. Exit status 2.
    Usage(String),
}

/// How a command ended.
pub(crate) type Outcome = Result<(), Stop>;

impl Stop {
    /// A refusal with a single text.
    pub(crate) fn refused(text: impl Into<String>) -> Self {
        Self::Refused(vec![text.into()])
    }

    /// A refusal told by an error and its causes.
    pub(crate) fn because(what: &str, fault: &dyn std::error::Error) -> Self {
        let mut text = format!("{what}: {fault}");
        let mut next = fault.source();
        while let Some(source) = next {
            text.push_str(": ");
            text.push_str(&source.to_string());
            next = source.source();
        }
        Self::refused(text)
    }
}

/// Tells standard error what went wrong, and gives the exit status.
pub(crate) fn exit(outcome: Outcome) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stop::Refused(texts)) => {
            for text in texts {
                eprintln!("{text}");
            }
            ExitCode::from(1)
        }
        Err(Stop::Usage(text)) => {
            eprintln!("{text}");
            ExitCode::from(2)
        }
    }
}
