//! What breaks a rule, how badly, and where.

use std::borrow::Cow;

use super::place::place;
use super::reading::Part;
use super::subject::{DocumentField, Subject};

/// A breach of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The rule's id, as BR-CO-10; UBL-2.1 stands for the schema, which has no ids.
    pub rule: &'static str,
    /// How badly.
    pub severity: Severity,
    /// What is at fault.
    pub subject: Subject,
    /// What the rule says.
    pub message: Cow<'static, str>,
}

/// How bad a breach is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Receivers may take the document, and complain.
    Warning,
    /// Receivers refuse the document.
    Fatal,
}

/// A rule, as each file states its own.
#[derive(Clone, Copy)]
pub(super) struct Rule {
    id: &'static str,
    severity: Severity,
    says: &'static str,
}

pub(super) const fn fatal(id: &'static str, says: &'static str) -> Rule {
    Rule { id, severity: Severity::Fatal, says }
}

pub(super) const fn warning(id: &'static str, says: &'static str) -> Rule {
    Rule { id, severity: Severity::Warning, says }
}

/// Breaches found so far.
#[derive(Default)]
pub(super) struct Findings(Vec<Violation>);

impl Findings {
    /// Notes a breach of `rule` at `subject`, unless it holds.
    pub(super) fn require(&mut self, rule: Rule, holds: bool, subject: Subject) {
        if !holds {
            self.0.push(Violation {
                rule: rule.id,
                severity: rule.severity,
                subject,
                message: Cow::Borrowed(rule.says),
            });
        }
    }

    /// Notes a breach of `rule` where `part` belongs, unless it holds.
    pub(super) fn require_at(&mut self, rule: Rule, holds: bool, part: Part<'_>) {
        if !holds {
            self.require(rule, false, place(part));
        }
    }

    /// Notes that the document does not follow the schema.
    pub(super) fn not_by_schema(&mut self, subject: Subject, message: String) {
        self.0.push(Violation {
            rule: "UBL-2.1",
            severity: Severity::Fatal,
            subject,
            message: Cow::Owned(message),
        });
    }

    /// Notes that the document is no XML.
    pub(super) fn unreadable(&mut self, message: String) {
        self.not_by_schema(Subject::Document(DocumentField::Whole), message);
    }

    pub(super) fn into_violations(self) -> Vec<Violation> {
        self.0
    }
}
