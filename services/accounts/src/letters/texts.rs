//! What the mails say. Plain text, one link each. Pure.

use mail::Letter;

use crate::second_factor::Event;

/// Ends every mail.
const FOOT: &str = "Det går inte att svara på det här mejlet.\n";

/// An invitation, as it is told.
pub(super) struct Invitation<'a> {
    pub(super) name: &'a str,
    /// Who invites, by name.
    pub(super) by: Option<&'a str>,
    pub(super) regions: &'a [String],
    pub(super) link: &'a str,
    /// The last day, in words.
    pub(super) until: &'a str,
}

pub(super) fn invitation(told: &Invitation<'_>) -> Letter {
    let Invitation { name, by, regions, link, until } = told;
    let place = listed(regions);
    let invited = match by {
        Some(by) => format!("{by} har bjudit in dig till Yrkesresan för {place}."),
        None => format!("Du är inbjuden till Yrkesresan för {place}."),
    };
    let asked = by.map_or_else(
        || "Undrar du över något, fråga den som samordnar Yrkesresan i din region.".to_owned(),
        |by| format!("Undrar du över något, fråga {by}."),
    );
    Letter {
        subject: format!("Inbjudan till Yrkesresan för {place}"),
        text: format!(
            "Hej {name},\n\n\
             {invited} Där finns avtal, kurser och avräkning.\n\n\
             Välj ett lösenord på den här sidan, så är ditt konto klart:\n\n\
             {link}\n\n\
             Länken gäller till {until} och kan användas en gång. Har tiden gått ut kan du be om en ny \
             inbjudan på samma sida.\n\n\
             Väntade du dig inte det här mejlet behöver du inte göra något. Utan lösenord kan ingen \
             använda kontot. {asked}\n\n\
             {FOOT}"
        ),
    }
}

/// Somebody who has an account may see more than before.
pub(super) fn access(name: &str, by: Option<&str>, regions: &[String], sign_in: &str) -> Letter {
    let place = listed(regions);
    let added = match by {
        Some(by) => format!("{by} har gett dig fler uppgifter i Yrkesresan."),
        None => "Du har fått fler uppgifter i Yrkesresan.".to_owned(),
    };
    Letter {
        subject: format!("Du har nu tillgång till Yrkesresan för {place}"),
        text: format!(
            "Hej {name},\n\n\
             {added} Du har nu tillgång till {place}.\n\n\
             Logga in som vanligt:\n\n\
             {sign_in}\n\n\
             Väntade du dig inte det här, fråga den som samordnar Yrkesresan i din region.\n\n\
             {FOOT}"
        ),
    }
}

/// A link to a new password.
pub(super) fn password_reset(name: &str, link: &str) -> Letter {
    Letter {
        subject: "Välj ett nytt lösenord till Yrkesresan".to_owned(),
        text: format!(
            "Hej {name},\n\n\
             Någon, troligen du, har sagt att lösenordet till ditt konto i Yrkesresan är glömt. \
             Välj ett nytt här:\n\n\
             {link}\n\n\
             Länken gäller i en timme och kan användas en gång. När du har valt ett nytt lösenord blir \
             du utloggad överallt där du är inloggad.\n\n\
             Var det inte du behöver du inte göra något: ditt lösenord gäller som förut. Får du flera \
             sådana mejl utan att ha bett om dem, berätta det för den som samordnar Yrkesresan i din \
             region.\n\n\
             {FOOT}"
        ),
    }
}

/// A way into somebody's account has changed.
pub(super) fn security(name: &str, event: Event, forgotten: &str) -> Letter {
    let happened = match event {
        Event::SetUp => "Tvåstegsinloggning har slagits på för ditt konto",
        Event::Removed => "Tvåstegsinloggning har stängts av för ditt konto",
        Event::CodesRenewed => {
            "Nya reservkoder har gjorts för ditt konto. De gamla gäller inte längre"
        }
        Event::RecoveryCodeUsed => "En reservkod har använts till ditt konto",
        Event::PasskeyAdded => "En nyckel har lagts till på ditt konto",
        Event::PasskeyRemoved => "En nyckel har tagits bort från ditt konto",
    };
    Letter {
        subject: "Inloggningen till ditt konto i Yrkesresan har ändrats".to_owned(),
        text: format!(
            "Hej {name},\n\n\
             {happened}.\n\n\
             Var det du behöver du inte göra något. Var det inte du, välj genast ett nytt lösenord, så \
             loggas alla andra ut:\n\n\
             {forgotten}\n\n\
             Berätta det sedan för den som samordnar Yrkesresan i din region.\n\n\
             {FOOT}"
        ),
    }
}

/// `A`, `A och B`, `A, B och C`.
fn listed(names: &[String]) -> String {
    match names {
        [] => "din region".to_owned(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} och {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_tells_who_what_how_long_and_what_else() {
        let regions = ["Norrbottens Kommuner".to_owned(), "Region Dalarna".to_owned()];
        let letter = invitation(&Invitation {
            name: "Åsa Ödman",
            by: Some("Signe Samordnare"),
            regions: &regions,
            link: "https://exempel.se/inbjudan/x",
            until: "29 november 2024",
        });
        let place = "Norrbottens Kommuner och Region Dalarna";
        assert_eq!(letter.subject, format!("Inbjudan till Yrkesresan för {place}"));
        for told in ["Signe Samordnare har bjudit in", "29 november 2024", "en gång", "Väntade du"]
        {
            assert!(letter.text.contains(told), "{told} in {}", letter.text);
        }
    }

    #[test]
    fn every_mail_has_one_link_and_no_exclamation_mark() {
        let told =
            Invitation { name: "A", by: None, regions: &[], link: "https://x/1", until: "i dag" };
        let regions = ["A".to_owned(), "B".to_owned(), "C".to_owned()];
        for letter in [
            invitation(&told),
            access("A", None, &regions, "https://x/2"),
            access("A", Some("B"), &regions, "https://x/2"),
            password_reset("A", "https://x/3"),
        ] {
            assert_eq!(letter.text.matches("https://").count(), 1, "{}", letter.text);
            assert!(!letter.text.contains('!') && !letter.subject.contains('!'));
        }
        assert_eq!(listed(&regions), "A, B och C");
    }
}
