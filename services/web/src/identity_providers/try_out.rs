//! Trying an identity provider out, and taking one away.

use axum::extract::Path;
use axum::response::Redirect;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::fault::Fault;
use crate::operation::operation;
use crate::urls;
use crate::visit::Visit;

const IDENTITY_PROVIDER_CHECK: &str = operation!("identity_provider_check");
const IDENTITY_PROVIDER_REMOVE: &str = operation!("identity_provider_remove");

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    identity_provider_check: Check,
}

#[derive(Deserialize)]
struct Check {
    problem: Option<Problem>,
}

/// What is wrong with a provider.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum Problem {
    NoAnswer,
    NotPublic,
    NoProvider,
    OtherIssuer,
    NoKeys,
    NoCodes,
}

/// Tries it out, and says on its page what came of it.
pub(super) async fn check(
    visit: Visit,
    Path((region, id)): Path<(String, String)>,
) -> Result<Redirect, Fault> {
    let input = json!({ "input": { "region": region, "id": id } });
    let answer: Answer = visit.ask(IDENTITY_PROVIDER_CHECK, input).await?;
    visit.session.say(match answer.identity_provider_check.problem {
        None => {
            "Tjänsten svarar som den ska. Prova nu att logga in själv, i ett privat fönster: först \
             då vet du att klient-id och hemlighet stämmer."
        }
        Some(problem) => words(problem),
    });
    Ok(Redirect::to(&urls::provider(&region, &id)))
}

/// Takes it away.
pub(super) async fn remove(
    visit: Visit,
    Path((region, id)): Path<(String, String)>,
) -> Result<Redirect, Fault> {
    let input = json!({ "input": { "region": region, "id": id } });
    visit.ask::<Value>(IDENTITY_PROVIDER_REMOVE, input).await?;
    visit.session.say("Inloggningstjänsten är borttagen.");
    Ok(Redirect::to(&urls::providers(&region)))
}

const fn words(problem: Problem) -> &'static str {
    match problem {
        Problem::NoAnswer => {
            "Ingen svarar på adressen. Kontrollera den, och att tjänsten går att nå från internet."
        }
        Problem::NotPublic => {
            "Adressen, eller en som tjänsten hänvisar till, är inte en öppen https-adress. Be den \
             som sköter tjänsten om en sådan."
        }
        Problem::NoProvider => {
            "Det som svarar är ingen OpenID-tjänst. Adressen ska vara den som tjänsten kallar \
             issuer, utan /.well-known/openid-configuration."
        }
        Problem::OtherIssuer => {
            "Tjänsten kallar sig något annat än adressen här. Skriv adressen precis som tjänsten \
             själv skriver sin issuer, med eller utan snedstreck på slutet."
        }
        Problem::NoKeys => {
            "Tjänsten har ingen nyckel som vi kan lita på. Be den som sköter den att signera med \
             RS256 eller ES256."
        }
        Problem::NoCodes => {
            "Tjänsten tillåter inte inloggning med kod. Be den som sköter den att slå på \
             authorization code."
        }
    }
}
