//! Giving somebody a role, from a day to a day. Whoever has no account is invited.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{Date, MunicipalityCode, day_begins};
use identity::{Membership, Permission, Role};
use staff_file::{Email, PersonName};
use tenancy::{RegionScope, StoreFault};

use super::checked_scope;
use crate::invite::Invitee;
use crate::store::memberships::{self, NewMembership};
use crate::{Accounts, AccountsFault};

/// The vendor is let in for so long at most.
const LONGEST_SUPPORT: TimeDelta = TimeDelta::days(14);
const LONGEST_REASON: usize = 200;

/// A role to give.
pub(crate) struct NewRole {
    pub(crate) email: Email,
    /// Needed where nobody has that address; otherwise not looked at.
    pub(crate) name: Option<(PersonName, PersonName)>,
    pub(crate) role: Role,
    pub(crate) municipality: Option<MunicipalityCode>,
    /// From the start of this day, in Sweden; from now on where absent.
    pub(crate) first_day: Option<Date>,
    /// To the end of this day, in Sweden; needed for support.
    pub(crate) last_day: Option<Date>,
    /// Needed for support.
    pub(crate) reason: Option<String>,
}

/// From when to when a role holds.
struct Validity {
    begins_at: Option<DateTime<Utc>>,
    ends_at: Option<DateTime<Utc>>,
}

impl Accounts {
    /// Gives a role. Whoever has it already has it for the time that is said now.
    pub(crate) async fn role_give(
        &self,
        scope: &RegionScope,
        new: &NewRole,
    ) -> Result<(), AccountsFault> {
        scope.require(Permission::ManageRoles)?;
        let municipality = checked_scope(new.role, new.municipality)?;
        if let Some(code) = municipality {
            crate::staff::create::within_reach(scope, code).await?;
        }
        if !scope.standing().gives(new.role, municipality) {
            return Err(AccountsFault::Forbidden);
        }
        let now = self.now();
        let validity = validity(new, now)?;
        let region = Some(scope.slug().clone());
        let membership = Membership::parse(new.role, region, municipality, None)
            .map_err(|_| AccountsFault::field("role", "this role has another scope"))?;
        let by = scope.actor().account;
        let tx = scope.begin().await?;
        let platform = self.platform().begin().await?;
        let name = new.name.as_ref().map(|(given, family)| format!("{given} {family}"));
        let holder = Invitee {
            email: new.email.to_string(),
            name: name.unwrap_or_default(),
            memberships: Vec::new(),
        };
        let invited = self.invite_all(&platform, vec![holder], by).await?;
        let account = invited.first().map(|one| one.account()).ok_or(AccountsFault::NotFound)?;
        memberships::end_same(&platform, account, &membership, now).await?;
        let given = NewMembership {
            account,
            membership: &membership,
            begins_at: validity.begins_at,
            ends_at: validity.ends_at,
            reason: new.reason.as_deref(),
            given_by: by,
        };
        memberships::insert_many(&platform, self.ids(), &[given], now).await?;
        platform.commit().await.map_err(StoreFault::from)?;
        tx.note("role-give", &format!("{} {account}", new.role));
        tx.commit().await?;
        Ok(())
    }
}

fn validity(new: &NewRole, now: DateTime<Utc>) -> Result<Validity, AccountsFault> {
    let after = |day: Date| day.succ_opt().map(day_begins);
    let ends_at = new.last_day.and_then(after);
    if ends_at.is_some_and(|ends| ends <= now)
        || new.first_day.zip(new.last_day).is_some_and(|(first, last)| last < first)
    {
        return Err(AccountsFault::field("lastDay", "the role would have ended already"));
    }
    let reason = new.reason.as_deref().map(str::trim).filter(|text| !text.is_empty());
    if reason.is_some_and(|text| text.chars().count() > LONGEST_REASON) {
        return Err(AccountsFault::field("reason", "expected at most 200 characters"));
    }
    if new.role == Role::Support {
        if reason.is_none() {
            return Err(AccountsFault::field("reason", "support is let in for a stated reason"));
        }
        let latest = now.checked_add_signed(LONGEST_SUPPORT);
        if ends_at.is_none() || ends_at > latest {
            return Err(AccountsFault::field("lastDay", "support is let in for 14 days at most"));
        }
    }
    let begins_at = new.first_day.map(day_begins).filter(|begins| *begins > now);
    Ok(Validity { begins_at, ends_at })
}
