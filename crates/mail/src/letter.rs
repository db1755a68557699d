//! From a letter to the bytes that are sent: MIME, UTF-8, one recipient. Pure.

use chrono::{DateTime, Utc};
use lettre::message::header::{
    ContentTransferEncoding, ContentType, Header, HeaderName, HeaderValue,
};
use lettre::{Address, Message};
use uuid::Uuid;

use crate::{Letter, Sender};

/// Tells other machines not to answer: RFC 3834.
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// Whether mail can be sent to this: a person at a host, and nothing around them.
pub fn is_address(text: &str) -> bool {
    text.parse::<Address>().is_ok()
}

/// The mail as it is sent. Its id is the row's, the same at every attempt, so that a receiver can tell a second copy.
///
/// Nothing where the recipient is no address.
pub(crate) fn message(
    sender: &Sender,
    to: &str,
    id: Uuid,
    at: DateTime<Utc>,
    letter: &Letter,
) -> Option<(Address, Vec<u8>)> {
    let to: Address = to.parse().ok()?;
    let message = Message::builder()
        .from(sender.0.clone())
        .to(to.clone().into())
        .subject(one_line(&letter.subject))
        .message_id(Some(format!("<{id}@{}>", sender.host())))
        .date(at.into())
        .header(AutoSubmitted)
        .header(ContentType::TEXT_PLAIN)
        .header(ContentTransferEncoding::QuotedPrintable)
        .body(letter.text.clone())
        .ok()?;
    Some((to, message.formatted()))
}

/// Names are anybody's text: what would end the line is a space here.
fn one_line(text: &str) -> String {
    let plain = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter });
    plain.collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(subject: &str, text: &str) -> String {
        let sender = "Yrkesresan <no-reply@exempel.se>".parse().unwrap();
        let letter = Letter { subject: subject.to_owned(), text: text.to_owned() };
        let at = DateTime::from_timestamp(1_731_672_000, 0).unwrap();
        let id = Uuid::from_u128(7);
        let (to, bytes) = message(&sender, "maja@exempel.se", id, at, &letter).unwrap();
        assert_eq!(to.to_string(), "maja@exempel.se");
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn letters_are_ascii_on_their_way_and_have_one_id() {
        let mail = written("Välkommen till Övertorneå", "Hej Åsa.\n\nhttps://exempel.se/a=b\n");
        assert!(mail.is_ascii(), "{mail}");
        let (head, body) = mail.split_once("\r\n\r\n").unwrap();
        for line in [
            "Message-ID: <00000000-0000-0000-0000-000000000007@exempel.se>",
            "Auto-Submitted: auto-generated",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: quoted-printable",
            "To: maja@exempel.se",
        ] {
            assert!(head.lines().any(|one| one == line), "{line} in {head}");
        }
        assert!(head.contains("Subject: =?utf-8?b?"), "{head}");
        assert!(body.starts_with("Hej =C3=85sa.\r\n\r\nhttps://exempel.se/a=3Db"), "{body}");
    }

    #[test]
    fn a_name_cannot_add_a_header_or_a_recipient() {
        for name in ["A\r\nBcc: alla@exempel.se", "A\nBcc: x@y.se\n\nhej", "A\u{85}Bcc: x", "A\0B"]
        {
            let mail = written(name, "Hej.");
            let (head, body) = mail.split_once("\r\n\r\n").unwrap();
            assert!(!head.lines().any(|line| line.starts_with("Bcc:")), "{head}");
            assert_eq!(body.trim(), "Hej.");
        }
    }

    #[test]
    fn what_is_no_address_gets_no_mail() {
        let sender: Sender = "no-reply@exempel.se".parse().unwrap();
        let letter = Letter { subject: String::new(), text: String::new() };
        let at = DateTime::UNIX_EPOCH;
        for to in ["", "a", "a@b.se\r\nRCPT TO:<c@d.se>", "a@b.se, c@d.se", "<a@b.se>"] {
            assert!(message(&sender, to, Uuid::nil(), at, &letter).is_none(), "{to}");
        }
    }
}
