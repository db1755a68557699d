//! A new passkey, for somebody who has just signed in.

use identity::Caller;
use serde_json::{Value, json};
use uuid::Uuid;
use webauthn_rs::prelude::{PasskeyRegistration, RegisterPublicKeyCredential};

use super::{Ceremony, read, stored_name};
use crate::second_factor::Event;
use crate::{Accounts, AccountsFault, store};

const LONGEST_NAME: usize = 60;

impl Accounts {
    /// What to ask the caller's browser for a new passkey.
    pub(crate) async fn begin_passkey(&self, caller: &Caller) -> Result<Ceremony, AccountsFault> {
        let (account, _) = self.signed_in_lately(caller).await?;
        let email = store::accounts::email_of(self.platform(), account).await?;
        let email = email.ok_or(AccountsFault::Unauthenticated)?;
        let known = store::passkeys::of(self.platform(), account).await?;
        let known = known.iter().map(|row| row.passkey.cred_id().clone()).collect();
        let begun = self.party()?.start_passkey_registration(
            account.uuid(),
            &email,
            caller.name(),
            Some(known),
        );
        let (options, state) = begun?;
        let options = known_by_device(serde_json::to_value(options)?);
        self.begin_ceremony(Some(account), &state, options).await
    }

    /// Keeps the passkey that the caller's browser has made.
    pub(crate) async fn add_passkey(
        &self,
        caller: &Caller,
        ceremony: Uuid,
        answer: &str,
        name: &str,
    ) -> Result<(), AccountsFault> {
        let account = caller.account_id().ok_or(AccountsFault::Unauthenticated)?;
        let name = name.trim();
        if name.is_empty() || name.chars().count() > LONGEST_NAME {
            return Err(AccountsFault::BadPasskeyName);
        }
        let state: PasskeyRegistration = self.end_ceremony(Some(account), ceremony).await?;
        let answer: RegisterPublicKeyCredential = read(answer)?;
        let made = self.party()?.finish_passkey_registration(&answer, &state);
        let passkey = made.map_err(|_| AccountsFault::WrongPasskey)?;
        let row = store::passkeys::NewRow {
            id: self.ids().next(),
            account,
            name,
            credential_id: stored_name(passkey.cred_id()),
            passkey: serde_json::to_string(&passkey)?,
        };
        match store::passkeys::insert(self.platform(), row, self.now()).await {
            Ok(()) => {
                self.tell_owner(account, Event::PasskeyAdded).await;
                Ok(())
            }
            Err(fault) if fault.is_unique_violation() => Err(AccountsFault::WrongPasskey),
            Err(fault) => Err(fault.into()),
        }
    }
}

/// Asks that the device remember whose key it is, so that signing in takes no e-mail address.
fn known_by_device(mut options: Value) -> Value {
    if let Some(selection) = options.pointer_mut("/publicKey/authenticatorSelection") {
        selection["residentKey"] = json!("required");
        selection["requireResidentKey"] = json!(true);
    }
    options
}
