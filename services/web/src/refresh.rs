//! Renewing tokens once for all requests that come with the same ones. Knows no cookies.
//!
//! A refresh token is good for one renewal. Two pages opened at the same moment bring the same token, and the
//! second would look like a thief: both get what the first one got.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde::Deserialize;
use serde_json::json;
use tokio::sync::OnceCell;

use crate::client::{self, Api, ApiRequest};
use crate::fault::Fault;
use crate::operation::operation;
use crate::session::Tokens;

const TOKEN_REFRESH: &str = operation!("token_refresh");

/// How long a request that was under way may still bring the old token.
const REMEMBERED: Duration = Duration::from_mins(1);

type Renewals = Mutex<HashMap<String, Arc<OnceCell<Tokens>>>>;

/// Renews tokens, once each.
#[derive(Default)]
pub(crate) struct Refresher {
    renewals: Arc<Renewals>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Renewed {
    token_refresh: Tokens,
}

impl Refresher {
    /// The tokens that follow `old`; [`Fault::SignedOut`] where it has served already, or no longer holds.
    pub(crate) async fn renew(&self, api: &dyn Api, old: &Tokens) -> Result<Tokens, Fault> {
        let key = &old.refresh_token;
        let renewal = Arc::clone(
            self.renewals
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .entry(key.clone())
                .or_default(),
        );
        let first = !renewal.initialized();
        let renewed = renewal.get_or_try_init(|| ask(api, key)).await.cloned();
        if first {
            self.forget_later(key.clone());
        }
        renewed
    }

    fn forget_later(&self, key: String) {
        let renewals = Arc::clone(&self.renewals);
        tokio::spawn(async move {
            tokio::time::sleep(REMEMBERED).await;
            renewals.lock().unwrap_or_else(PoisonError::into_inner).remove(&key);
        });
    }
}

async fn ask(api: &dyn Api, refresh_token: &str) -> Result<Tokens, Fault> {
    let response = api
        .execute(ApiRequest {
            operation: TOKEN_REFRESH,
            variables: json!({ "refreshToken": refresh_token }),
            bearer: None,
            address: None,
        })
        .await;
    client::read::<Renewed>(response).map(|renewed| renewed.token_refresh)
}
