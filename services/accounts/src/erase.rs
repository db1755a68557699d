//! Erasing somebody: what told of them is gone from the region, and so is their account where no other region needs it.
//! No count, document or sum changes.

use domain::{AccountId, PersonId};
use identity::{LinkToken, Permission};
use people::{ERASED, Erased, Hindrance, Holder, Staff, Traces};
use tenancy::{InRegion, RegionScope, RegionTx, StoreFault};

use crate::staff::import::holder::ImportHolder;
use crate::store::{accounts, erasing};
use crate::{Accounts, AccountsFault};

const LONGEST_REASON: usize = 200;

/// What is to be known before somebody is erased.
pub(crate) struct ErasureOutlook {
    /// They are the one who asks.
    pub(crate) is_oneself: bool,
    pub(crate) is_erased: bool,
    /// What must have happened before.
    pub(crate) hindrances: Vec<Hindrance>,
    pub(crate) account: AccountFate,
}

/// What becomes of the account of somebody who is erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq, async_graphql::Enum)]
pub(crate) enum AccountFate {
    /// They have none.
    None,
    /// It goes with them.
    Erased,
    /// Another region or the nation needs it: it leaves this region, and keeps its name and address.
    Leaves,
}

/// Somebody with all that was theirs.
struct Whole {
    persons: Vec<Staff>,
    account: Option<AccountId>,
    fate: AccountFate,
}

impl Whole {
    fn is_erased(&self) -> bool {
        self.persons.first().is_some_and(|one| one.erased_at.is_some())
    }

    /// Whether they are the one who acts.
    fn is_actor(&self, scope: &RegionScope) -> bool {
        self.account.is_some() && scope.actor().account == self.account
    }
}

impl Accounts {
    /// What erasing this person would meet.
    pub(crate) async fn erasure_outlook(
        &self,
        scope: &RegionScope,
        id: PersonId,
    ) -> Result<ErasureOutlook, AccountsFault> {
        scope.require(Permission::ErasePersons)?;
        let tx = scope.begin_snapshot().await?;
        let whole = self.whole(&tx, id).await?;
        let hindrances = self.hindrances(&tx, &whole).await?;
        scope.reads(id);
        Ok(ErasureOutlook {
            is_oneself: whole.is_actor(scope),
            is_erased: whole.is_erased(),
            hindrances,
            account: whole.fate,
        })
    }

    /// Erases somebody, for ever. Erased twice, nothing more happens.
    pub(crate) async fn staff_erase(
        &self,
        scope: &RegionScope,
        id: PersonId,
        reason: &str,
    ) -> Result<(), AccountsFault> {
        scope.require(Permission::ErasePersons)?;
        let reason = reason.trim();
        if reason.is_empty() || reason.chars().count() > LONGEST_REASON {
            return Err(AccountsFault::field("reason", "expected 1 to 200 characters"));
        }
        let tx = scope.begin().await?;
        let whole = self.whole(&tx, id).await?;
        if whole.is_erased() {
            return Ok(());
        }
        if whole.is_actor(scope) {
            return Err(AccountsFault::Conflict("nobody erases themselves"));
        }
        if Traces::of(&whole.persons).taken_out_of(reason).is_some() {
            let expected = "expected a reason that names nobody: it is kept";
            return Err(AccountsFault::field("reason", expected));
        }
        if !self.hindrances(&tx, &whole).await?.is_empty() {
            return Err(AccountsFault::Conflict(
                "they are expected on course days that are not closed, or a list of staff is being \
                 brought in; cancel, remove, close or wait first",
            ));
        }
        self.erase_whole(scope, tx, whole, reason).await
    }

    async fn erase_whole(
        &self,
        scope: &RegionScope,
        tx: RegionTx,
        whole: Whole,
        reason: &str,
    ) -> Result<(), AccountsFault> {
        let mut erased = people::erase(&tx, &whole.persons, reason).await?;
        if let Some(account) = whole.account {
            tx.erase_actor(account).await?;
            if let Some(address) = accounts::email_of(self.platform(), account).await? {
                match whole.fate {
                    AccountFate::Erased => erased = erased.and(address),
                    // Mails to the account are others' affair too.
                    AccountFate::Leaves => erased.addresses.retain(|known| *known != address),
                    AccountFate::None => {}
                }
            }
        }
        for holder in self.holders() {
            holder.erase(&tx, &erased).await?;
        }
        for id in &erased.ids {
            tx.note("person-erase", &id.to_string());
        }
        // On the platform first: what must hold at once holds even where the rest fails, and can be asked for again.
        self.erase_account(scope, &whole, &erased).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn erase_account(
        &self,
        scope: &RegionScope,
        whole: &Whole,
        erased: &Erased,
    ) -> Result<(), AccountsFault> {
        let platform = self.platform().begin().await?;
        let now = scope.now();
        if let Some(account) = whole.account {
            erasing::leave_region(&platform, account, scope.slug(), now).await?;
            if whole.fate == AccountFate::Erased {
                let secret = LinkToken::generate()?.digest();
                let nowhere = format!("{secret}@raderad.invalid");
                erasing::forget(&platform, account, ERASED, &nowhere, now).await?;
            }
        }
        mail::forget(&platform, &erased.addresses).await?;
        platform.commit().await.map_err(StoreFault::from)?;
        Ok(())
    }

    /// The person with all that was theirs, whoever may see them: nothing of it is shown.
    async fn whole(&self, tx: &RegionTx, id: PersonId) -> Result<Whole, AccountsFault> {
        let found = people::staff::whatever_state(tx, id).await?;
        let person = found.ok_or(AccountsFault::NotFound)?;
        if person.merged_into.is_some() {
            return Err(AccountsFault::Conflict(
                "they are somebody else by now; erase that person",
            ));
        }
        let persons = people::with_earlier(tx, person).await?;
        let slug = tx.scope().slug();
        let mut account = persons.iter().find_map(|one| one.account);
        for email in persons.iter().filter_map(|one| one.email.as_deref()) {
            if account.is_none() {
                account = erasing::member_by_email(self.platform(), email, slug).await?;
            }
        }
        let fate = match account {
            None => AccountFate::None,
            Some(account) => {
                let now = tx.scope().now();
                if erasing::is_member_elsewhere(self.platform(), account, slug, now).await? {
                    AccountFate::Leaves
                } else {
                    AccountFate::Erased
                }
            }
        };
        Ok(Whole { persons, account, fate })
    }

    async fn hindrances(
        &self,
        tx: &RegionTx,
        whole: &Whole,
    ) -> Result<Vec<Hindrance>, AccountsFault> {
        let ids: Vec<PersonId> = whole.persons.iter().map(|one| one.id).collect();
        let mut hindrances = Vec::new();
        for holder in self.holders() {
            hindrances.extend(holder.hindrances(tx, &ids).await?);
        }
        Ok(hindrances)
    }

    /// All who hold something on persons in a region.
    pub(crate) fn holders(&self) -> impl Iterator<Item = &dyn Holder> {
        let own: &dyn Holder = &ImportHolder;
        std::iter::once(own).chain(self.holders.iter().map(AsRef::as_ref))
    }
}
