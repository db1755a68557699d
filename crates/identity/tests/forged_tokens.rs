//! Tokens that nobody issued, in every way that they are known to be forged. All are nobody's.
#![expect(clippy::unwrap_used, reason = "tests may fail loudly")]

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use domain::{AccountId, SessionId};
use identity::{AccessToken, Claims, KeyRing, SigningKey};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};
use uuid::Uuid;

fn key() -> SigningKey {
    SigningKey::parse(&SigningKey::generate().unwrap()).unwrap()
}

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_731_672_000, 0).unwrap()
}

fn claims() -> Claims {
    Claims {
        account: AccountId::from_uuid(Uuid::from_u128(1)),
        session: SessionId::from_uuid(Uuid::from_u128(2)),
    }
}

fn part(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

fn decoded(text: &str) -> Value {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).unwrap()).unwrap()
}

fn holds(keys: &KeyRing, text: &str) -> bool {
    AccessToken::verify(keys, text, now()).is_ok()
}

#[test]
fn what_was_issued_holds_for_ten_minutes() {
    let keys = KeyRing::new(key(), Vec::new());
    let token = AccessToken::issue(&keys, &claims(), now()).unwrap();
    assert_eq!(AccessToken::verify(&keys, &token.text, now()).unwrap(), claims());
    assert!(token.expires_at <= now() + TimeDelta::minutes(10));
    for later in [TimeDelta::minutes(11), TimeDelta::days(400)] {
        assert!(AccessToken::verify(&keys, &token.text, now() + later).is_err());
    }
}

#[test]
fn an_old_key_holds_until_it_is_taken_away() {
    let old = key();
    let before = KeyRing::new(old.clone(), Vec::new());
    let token = AccessToken::issue(&before, &claims(), now()).unwrap();
    assert!(holds(&KeyRing::new(key(), vec![old]), &token.text));
    assert!(!holds(&KeyRing::new(key(), Vec::new()), &token.text));
}

#[test]
fn forged_tokens_are_nobodys() {
    let keys = KeyRing::new(key(), Vec::new());
    let real = AccessToken::issue(&keys, &claims(), now()).unwrap().text;
    assert!(holds(&keys, &real));
    let parts: Vec<&str> = real.split('.').collect();
    let (header, body) = (decoded(parts[0]), decoded(parts[1]));
    let kid = header["kid"].as_str().unwrap();
    let public = serde_json::to_string(&keys.public()).unwrap();
    let with = |field: &str, value: Value| {
        let mut changed = header.clone();
        changed[field] = value;
        format!("{}.{}.{}", part(&changed), parts[1], parts[2])
    };
    let claiming = |field: &str, value: Value| {
        let mut changed = body.clone();
        changed[field] = value;
        format!("{}.{}.{}", parts[0], part(&changed), parts[2])
    };
    let by_secret = |secret: &[u8]| {
        let mut header = Header::new(Algorithm::HS256);
        header.kid = Some(kid.to_owned());
        jsonwebtoken::encode(&header, &body, &EncodingKey::from_secret(secret)).unwrap()
    };
    let strangers = KeyRing::new(key(), Vec::new());
    let foreign = AccessToken::issue(&strangers, &claims(), now()).unwrap().text;
    let foreign_parts: Vec<&str> = foreign.split('.').collect();
    let none = part(&json!({ "alg": "none", "kid": kid, "typ": "JWT" }));
    let forged = [
        String::new(),
        "..".to_owned(),
        format!("{}.{}", parts[0], parts[1]),
        format!("{}.{}.", parts[0], parts[1]),
        format!("{none}.{}.", parts[1]),
        format!("{none}.{}.{}", parts[1], parts[2]),
        with("alg", json!("HS256")),
        with("alg", json!("ES256")),
        with("alg", json!("EdDSA ")),
        with("kid", json!("../../etc/passwd")),
        with("kid", json!(null)),
        with("jku", json!("https://exempel.se/keys")),
        with("jwk", json!({ "kty": "OKP", "crv": "Ed25519", "x": "AAAA" })),
        with("crit", json!(["exp"])),
        claiming("sub", json!(Uuid::from_u128(9))),
        claiming("exp", json!(4_000_000_000_u32)),
        claiming("aud", json!("another")),
        claiming("iss", json!("another")),
        by_secret(public.as_bytes()),
        by_secret(b""),
        by_secret(kid.as_bytes()),
        foreign.clone(),
        format!("{}.{}.{}", parts[0], foreign_parts[1], foreign_parts[2]),
        real.replace(parts[2], foreign_parts[2]),
        format!("{real}x"),
        format!(" {real}"),
        format!("{}{}", parts[0].repeat(200), &real),
    ];
    for text in &forged {
        assert!(!holds(&keys, text), "{text}");
    }
    for position in (0..real.len()).step_by(7) {
        let mut bytes = real.clone().into_bytes();
        bytes[position] = if bytes[position] == b'A' { b'B' } else { b'A' };
        let flipped = String::from_utf8(bytes).unwrap();
        assert!(!holds(&keys, &flipped), "flipped at {position}");
    }
}
