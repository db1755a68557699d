//! Signing in by a passkey. The device tells whose it is; nobody learns which accounts there are.

use domain::AccountId;
use uuid::Uuid;
use webauthn_rs::prelude::{DiscoverableAuthentication, PublicKeyCredential};

use super::{Ceremony, read, stored_name};
use crate::session::Origin;
use crate::throttle::ClientAddress;
use crate::{Accounts, AccountsFault, Tokens, store};

impl Accounts {
    /// What to ask a browser that wants to sign in by a passkey, whosever it is.
    pub(crate) async fn begin_passkey_sign_in(
        &self,
        from: ClientAddress,
    ) -> Result<Ceremony, AccountsFault> {
        self.count_ceremony(from).await?;
        let (mut options, state) = self.party()?.start_discoverable_authentication()?;
        // Asked for by a button, and not while somebody types an address.
        options.mediation = None;
        self.begin_ceremony(None, &state, serde_json::to_value(options)?).await
    }

    /// Begins a session of the account whose passkey has answered.
    pub(crate) async fn passkey_sign_in(
        &self,
        ceremony: Uuid,
        answer: &str,
    ) -> Result<Tokens, AccountsFault> {
        let state: DiscoverableAuthentication = self.end_ceremony(None, ceremony).await?;
        let answer: PublicKeyCredential = read(answer)?;
        let party = self.party()?;
        let found = party.identify_discoverable_authentication(&answer);
        let (owner, credential_id) = found.map_err(|_| AccountsFault::WrongPasskey)?;
        let account = AccountId::from_uuid(owner);
        let name = stored_name(credential_id);
        let row = store::passkeys::by_credential(self.platform(), account, &name).await?;
        let mut row = row.ok_or(AccountsFault::WrongPasskey)?;
        let proven = party.finish_discoverable_authentication_v2(&answer, state, &row.passkey);
        let proven = proven.map_err(|_| AccountsFault::WrongPasskey)?;
        let standing = store::factors::standing(self.platform(), account).await?;
        if !proven.user_verified() || standing.is_none_or(|standing| standing.suspended) {
            return Err(AccountsFault::WrongPasskey);
        }
        row.passkey.update_credential(&proven);
        let passkey = serde_json::to_string(&row.passkey)?;
        store::passkeys::used(self.platform(), row.id, passkey, self.now()).await?;
        self.begin_session(account, Origin::default()).await
    }
}
