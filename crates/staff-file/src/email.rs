//! E-mail addresses in the form in which they are stored and compared.

use std::fmt;

/// An e-mail address, in lower case. Only a mail that arrives proves more.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Email(String);

/// What stands between letters and digits before the @.
const LOCAL_MARKS: &[u8] = b".!#$%&'*+/=?^_`{|}~-";

impl Email {
    /// The most bytes that an address has (RFC 5321).
    pub const MOST: usize = 254;

    /// The address in `text`; `mailto:` before it and angle brackets around it are passed over.
    ///
    /// Addresses outside ASCII are none here: in a list of staff `åsa.öberg@…` is a mistake.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = text.strip_prefix("mailto:").unwrap_or(text);
        let bracketed = text.strip_prefix('<').and_then(|text| text.strip_suffix('>'));
        let text = bracketed.unwrap_or(text);
        let (local, host) = text.split_once('@')?;
        (text.len() <= Self::MOST && is_local(local) && is_host(host))
            .then(|| Self(text.to_ascii_lowercase()))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_local(local: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || LOCAL_MARKS.contains(&byte);
    (1..=64).contains(&local.len())
        && local.bytes().all(allowed)
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
}

fn is_host(host: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    host.contains('.') && host.split('.').all(is_label)
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for Email {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.0
    }
}
