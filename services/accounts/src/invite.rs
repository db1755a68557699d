//! Inviting people: an account without a password, what they are members of, and a mail with a link, all or nothing.

use std::collections::HashMap;

use domain::AccountId;
use identity::Membership;
use mail::Errand;
use sea_orm::DatabaseTransaction;
use tenancy::StoreFault;
use uuid::Uuid;

use crate::create::{checked_address, checked_name};
use crate::letters::Kind;
use crate::link::Purpose;
use crate::store::inviting::{self, Known};
use crate::store::links;
use crate::store::memberships::{self, NewMembership};
use crate::{Accounts, CreateFault};

/// Somebody to invite.
#[derive(Clone, Debug)]
pub struct Invitee {
    /// The address to invite, which they will sign in with.
    pub email: String,
    /// Their name. Of an account that is there already, the name stays.
    pub name: String,
    /// What they become members of, besides what they are.
    pub memberships: Vec<Membership>,
}

/// What became of somebody who was invited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Invited {
    /// An account was made, and an invitation is on its way.
    Made(AccountId),
    /// The account was there, and became a member of more; a mail tells so.
    Added(AccountId),
    /// The account was there, and was a member of all that already.
    Unchanged(AccountId),
}

impl Invited {
    /// The account, whatever became of it.
    pub const fn account(self) -> AccountId {
        match self {
            Self::Made(account) | Self::Added(account) | Self::Unchanged(account) => account,
        }
    }
}

/// Why nobody was invited. `place` counts those to invite, from 0.
#[derive(Debug, thiserror::Error)]
pub enum InviteFault {
    /// One of them is none that an account can be made for.
    #[error("there is nobody to invite so")]
    Invitee {
        /// Which of them.
        place: usize,
        /// Why.
        source: CreateFault,
    },
    /// The account has a password already.
    #[error("the account is in use already")]
    InUse,
    /// The database failed. A unique violation: somebody has invited one of them at the same moment; try again.
    #[error(transparent)]
    Store(#[from] StoreFault),
}

/// All that is wanted for one address.
struct Wanted {
    email: String,
    name: String,
    memberships: Vec<Membership>,
}

/// What is to be written.
#[derive(Default)]
struct Plan<'a> {
    accounts: Vec<inviting::NewRow<'a>>,
    memberships: Vec<(AccountId, Membership)>,
    /// Accounts that get a link.
    invitations: Vec<(AccountId, &'a str)>,
    /// Accounts that are told that they may see more.
    told: Vec<(AccountId, &'a str)>,
    /// What became of each wanted address, in their order.
    outcomes: Vec<Invited>,
}

impl Accounts {
    /// Invites one person. `by` is who says so, where that means something to the invited.
    pub async fn invite(
        &self,
        invitee: Invitee,
        by: Option<AccountId>,
    ) -> Result<Invited, InviteFault> {
        let tx = self.platform().begin().await?;
        let outcomes = self.invite_all(&tx, vec![invitee], by).await?;
        tx.commit().await.map_err(StoreFault::from)?;
        outcomes.into_iter().next().ok_or(InviteFault::InUse)
    }

    /// Invites people in a transaction of the platform's, which the caller commits. What became of each, in order.
    ///
    /// Asked for again, nothing changes and nobody gets a second mail. An address that has an account gets what it is
    /// not a member of yet, and a mail that says so.
    pub async fn invite_all(
        &self,
        tx: &DatabaseTransaction,
        invitees: Vec<Invitee>,
        by: Option<AccountId>,
    ) -> Result<Vec<Invited>, InviteFault> {
        let now = self.now();
        let (wanted, places) = by_address(invitees)?;
        let emails: Vec<&str> = wanted.iter().map(|one| one.email.as_str()).collect();
        let known = inviting::known(tx, &emails, now).await?;
        let plan = self.plan(&wanted, &known);
        inviting::insert_accounts(tx, plan.accounts, now).await?;
        let given = plan.memberships.iter().map(|(account, membership)| NewMembership {
            given_by: by,
            ..NewMembership::lasting(*account, membership)
        });
        memberships::insert_many(tx, self.ids(), &given.collect::<Vec<_>>(), now).await?;
        self.send_invitations(tx, &plan.invitations, by).await?;
        let told = plan.told.iter().map(|(account, email)| Errand {
            kind: Kind::Access.word().to_owned(),
            to: (*email).to_owned(),
            about: Some(account.uuid()),
            detail: by.map(|account| account.to_string()),
        });
        mail::enqueue(tx, self.platform().surroundings(), told.collect()).await?;
        let outcome = |place: usize| plan.outcomes.get(place).copied();
        Ok(places.into_iter().filter_map(outcome).collect())
    }

    /// Sends an account that has no password another invitation, which takes the place of those before.
    pub async fn invite_again(
        &self,
        tx: &DatabaseTransaction,
        account: AccountId,
        by: Option<AccountId>,
    ) -> Result<(), InviteFault> {
        let found = crate::store::accounts::reachable(tx, account).await?;
        let open = found.filter(|one| !one.has_password).ok_or(InviteFault::InUse)?;
        Ok(self.send_invitations(tx, &[(account, &open.email)], by).await?)
    }

    /// Withdraws an account's invitations: no link that it was sent holds any more.
    pub async fn withdraw_invitation(
        &self,
        tx: &DatabaseTransaction,
        account: AccountId,
    ) -> Result<(), StoreFault> {
        links::withdraw(tx, Purpose::Invitation, &[account], self.now()).await
    }

    fn plan<'a>(&self, wanted: &'a [Wanted], known: &HashMap<String, Known>) -> Plan<'a> {
        let mut plan = Plan::default();
        for one in wanted {
            let Some(known) = known.get(&one.email) else {
                let id = AccountId::next(self.ids());
                plan.accounts.push(inviting::NewRow { id, email: &one.email, name: &one.name });
                plan.invitations.push((id, &one.email));
                plan.memberships.extend(one.memberships.iter().map(|own| (id, own.clone())));
                plan.outcomes.push(Invited::Made(id));
                continue;
            };
            let id = known.id;
            let missing = one.memberships.iter().filter(|own| !known.memberships.contains(own));
            let missing: Vec<_> = missing.map(|own| (id, own.clone())).collect();
            if missing.is_empty() {
                plan.outcomes.push(Invited::Unchanged(id));
                continue;
            }
            plan.memberships.extend(missing);
            plan.outcomes.push(Invited::Added(id));
            if known.has_password {
                plan.told.push((id, &one.email));
            } else {
                plan.invitations.push((id, &one.email));
            }
        }
        plan
    }

    async fn send_invitations(
        &self,
        tx: &DatabaseTransaction,
        accounts: &[(AccountId, &str)],
        by: Option<AccountId>,
    ) -> Result<(), StoreFault> {
        let now = self.now();
        let ids: Vec<AccountId> = accounts.iter().map(|(account, _)| *account).collect();
        links::withdraw(tx, Purpose::Invitation, &ids, now).await?;
        let links: Vec<(Uuid, AccountId, &str)> =
            accounts.iter().map(|(account, email)| (self.ids().next(), *account, *email)).collect();
        let rows = links.iter().map(|(id, account, _)| links::NewRow {
            id: *id,
            purpose: Purpose::Invitation,
            account: *account,
            invited_by: by,
        });
        links::insert(tx, rows.collect(), now).await?;
        let errands = links.iter().map(|(id, _, email)| Errand {
            kind: Kind::Invitation.word().to_owned(),
            to: (*email).to_owned(),
            about: Some(*id),
            detail: None,
        });
        mail::enqueue(tx, self.platform().surroundings(), errands.collect()).await
    }
}

/// Those to invite, each address once, and for each invitee the place of theirs.
fn by_address(invitees: Vec<Invitee>) -> Result<(Vec<Wanted>, Vec<usize>), InviteFault> {
    let mut wanted: Vec<Wanted> = Vec::new();
    let mut places = Vec::new();
    let mut by_email: HashMap<String, usize> = HashMap::new();
    for (place, invitee) in invitees.into_iter().enumerate() {
        let wrong = |source| InviteFault::Invitee { place, source };
        let email =
            checked_address(&invitee.email).ok_or_else(|| wrong(CreateFault::NotAnAddress))?;
        let name = checked_name(&invitee.name).ok_or_else(|| wrong(CreateFault::NoName))?;
        let own = *by_email.entry(email.clone()).or_insert(wanted.len());
        if own == wanted.len() {
            wanted.push(Wanted { email, name, memberships: Vec::new() });
        }
        if let Some(one) = wanted.get_mut(own) {
            for membership in invitee.memberships {
                if !one.memberships.contains(&membership) {
                    one.memberships.push(membership);
                }
            }
        }
        places.push(own);
    }
    Ok((wanted, places))
}
