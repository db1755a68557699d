//! Persons who may be the same: by address wherever they work, by name where they work in the same municipality.
//!
//! Nobody is held against everybody: only those are compared who have something in common that is looked up.

use std::collections::BTreeSet;

use domain::{AccountId, MunicipalityCode, PersonId, swedish};
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::Query;
use tenancy::{RegionScope, StoreFault, parsed_opt};
use uuid::Uuid;

use crate::similar::{FoldedName, key};
use crate::staff::seen;

/// A name, or a thing that is looked up, which more have than these tells nobody apart.
const NAMESAKES: usize = 20;

/// Somebody who may be there twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Where they work.
    pub municipality: Option<MunicipalityCode>,
    /// Their sign-in account.
    pub account: Option<AccountId>,
    /// Every address that leads to them.
    pub emails: Vec<String>,
}

/// Why two persons may be the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// One has an address of the other, or signs in with the other's account.
    SameEmail,
    /// Their names are alike, and their municipality is the same.
    SimilarName,
}

/// Two persons who may be the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The one whose id is the lesser: known for longer.
    pub first: PersonId,
    /// The other.
    pub second: PersonId,
    /// Why; never empty.
    pub reasons: BTreeSet<Reason>,
    /// By what pairs are sorted: the first one's name.
    pub sort_key: String,
}

/// Everybody within reach of who keeps staff, with the addresses that the region has.
pub async fn candidates(scope: &RegionScope) -> Result<Vec<Candidate>, StoreFault> {
    let select = Query::select()
        .columns(["id", "name", "municipality_code", "account_id", "email"])
        .from("persons")
        .cond_where(seen(scope))
        .to_owned();
    let mut candidates = Vec::new();
    for row in scope.query_all(&select).await? {
        let id: Uuid = row.try_get("", "id")?;
        let account: Option<Uuid> = row.try_get("", "account_id")?;
        let email: Option<String> = row.try_get("", "email")?;
        candidates.push(Candidate {
            id: PersonId::from_uuid(id),
            name: row.try_get("", "name")?,
            municipality: parsed_opt(&row, "persons", "municipality_code", &id)?,
            account: account.map(AccountId::from_uuid),
            emails: email.into_iter().collect(),
        });
    }
    Ok(candidates)
}

/// Those who may be the same, by name. `apart` are pairs that are known not to be.
pub fn pairs(candidates: &[Candidate], apart: &BTreeSet<(PersonId, PersonId)>) -> Vec<Pair> {
    let mut found: Vec<(usize, usize, Reason)> = Vec::new();
    let addressed = candidates.iter().enumerate().flat_map(|(place, one)| {
        let emails = one.emails.iter().map(|email| key(&folded(email)));
        emails.chain(one.account.map(|account| key(&account.uuid()))).map(move |key| (key, place))
    });
    found.extend(together(addressed.collect()).map(|(a, b)| (a, b, Reason::SameEmail)));
    let names: Vec<_> = candidates.iter().map(|one| FoldedName::of(&one.name)).collect();
    let keyed = candidates.iter().zip(&names).enumerate().flat_map(|(place, (one, name))| {
        let keys = name.as_ref().map(FoldedName::keys).unwrap_or_default();
        let at = key(&one.municipality);
        keys.into_iter().map(move |own| (own ^ at, place))
    });
    let alike = |a: usize, b: usize| match (names.get(a), names.get(b)) {
        (Some(Some(one)), Some(Some(other))) => one.is_like(other),
        _ => false,
    };
    let similar = together(keyed.collect()).filter(|(a, b)| alike(*a, *b));
    found.extend(similar.map(|(a, b)| (a, b, Reason::SimilarName)));
    found.sort_unstable();
    let mut pairs: Vec<Pair> = Vec::new();
    for (a, b, reason) in found {
        let (Some(a), Some(b)) = (candidates.get(a), candidates.get(b)) else { continue };
        let (first, second) = if a.id < b.id { (a, b) } else { (b, a) };
        if apart.contains(&(first.id, second.id)) {
            continue;
        }
        match pairs.last_mut() {
            Some(last) if (last.first, last.second) == (first.id, second.id) => {
                last.reasons.insert(reason);
            }
            _ => pairs.push(Pair {
                first: first.id,
                second: second.id,
                reasons: BTreeSet::from([reason]),
                sort_key: swedish::sort_key(&first.name),
            }),
        }
    }
    pairs.sort_unstable_by(|a, b| {
        (&a.sort_key, a.first, a.second).cmp(&(&b.sort_key, b.first, b.second))
    });
    pairs
}

/// An address as mail servers tell it apart: no case, and nothing after a plus.
fn folded(email: &str) -> String {
    let email = email.trim().to_lowercase();
    match email.split_once('@') {
        Some((local, host)) => {
            format!("{}@{host}", local.split('+').next().unwrap_or(local))
        }
        None => email,
    }
}

/// The pairs of places that share a key, each once.
fn together(mut keyed: Vec<(u64, usize)>) -> impl Iterator<Item = (usize, usize)> {
    keyed.sort_unstable();
    keyed.dedup();
    let mut pairs = Vec::new();
    for run in keyed.chunk_by(|(one, _), (other, _)| one == other) {
        if run.len() > NAMESAKES {
            continue;
        }
        for (place, (_, one)) in run.iter().enumerate() {
            let later = run.iter().skip(place.saturating_add(1));
            pairs.extend(later.map(|(_, other)| (*one, *other)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs.into_iter()
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    fn candidate(number: u128, name: &str, municipality: &str, emails: &[&str]) -> Candidate {
        Candidate {
            id: PersonId::from_uuid(Uuid::from_u128(number)),
            name: name.to_owned(),
            municipality: municipality.parse().ok(),
            account: None,
            emails: emails.iter().map(|email| (*email).to_owned()).collect(),
        }
    }

    fn told(pairs: &[Pair]) -> Vec<(u128, u128, Vec<Reason>)> {
        let pair = |pair: &Pair| {
            let ids = [pair.first, pair.second].map(|id| id.uuid().as_u128());
            (ids[0], ids[1], pair.reasons.iter().copied().collect())
        };
        pairs.iter().map(pair).collect()
    }

    #[test]
    fn finds_the_same_address_anywhere_and_names_alike_in_one_municipality() {
        use Reason::{SameEmail, SimilarName};
        let everybody = [
            candidate(4, "Asa Ek", "2580", &["asa.ek@lulea.example"]),
            candidate(1, "Åsa Ek", "2580", &["Asa.Ek+kurs@lulea.example"]),
            candidate(2, "Åsa Ek", "2581", &["asa.ek@pitea.example"]),
            candidate(3, "Bo Ny", "2584", &["bo.ny@pitea.example", "asa.ek@pitea.example"]),
            candidate(5, "P-0001", "2580", &[]),
            candidate(6, "P-0002", "2580", &[]),
        ];
        let both = vec![SameEmail, SimilarName];
        let all = pairs(&everybody, &BTreeSet::new());
        assert_eq!(told(&all), [(1, 4, both), (2, 3, vec![SameEmail])]);
        let apart = BTreeSet::from([(all[0].first, all[0].second)]);
        assert_eq!(told(&pairs(&everybody, &apart)), [(2, 3, vec![SameEmail])]);
    }

    #[test]
    fn looks_through_fifty_thousand_in_no_time() {
        let syllables: Vec<String> = "bdfghjklmnprstv"
            .chars()
            .flat_map(|one| "aeiouyåäö".chars().map(move |other| format!("{one}{other}")))
            .collect();
        // 600 given names and 7 000 family names, as a large city has them.
        let word = |seed: usize| {
            let number = seed * 7_919 + 12_345;
            let parts = [number, number / 131, number / 17_161].map(|part| part % syllables.len());
            parts.map(|part| syllables[part].as_str()).concat()
        };
        let everybody: Vec<Candidate> = (0..50_000)
            .map(|number: usize| {
                let name = format!("{} {}", word(number % 600), word(1_000 + number % 7_001));
                candidate(u128::try_from(number).unwrap(), &name, "1480", &[])
            })
            .collect();
        let mut doubled = everybody.clone();
        doubled.push(candidate(99_999, &everybody[25_000].name.to_uppercase(), "1480", &[]));
        let began = Instant::now();
        let found = pairs(&doubled, &BTreeSet::new());
        assert!(began.elapsed().as_secs() < 20, "{:?} unoptimised", began.elapsed());
        assert!(found.iter().any(|pair| pair.second.uuid().as_u128() == 99_999));
    }
}
