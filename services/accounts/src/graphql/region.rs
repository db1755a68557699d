//! What the accounts service adds to a region: its staff, their imports, its roles, oneself, and its audit.

use async_graphql::{Context, ID, MergedObject, Object};
use domain::{PersonId, swedish};
use graph::{Cursor, FlatList, PageRequest, Refusal, Role};
use people::StaffFilter;
use tenancy::RegionScope;

use super::accounts;
use super::audit::RegionAudit;
use super::erasure::RegionErasure;
use super::retention::RegionRetention;
use super::roles::{RoleGrant, RoleGrantConnection};
use super::session::Session;
use super::staff::{
    self, StaffConnection, StaffDuplicate, StaffDuplicateConnection, StaffMember, municipality,
};
use super::staff_import::StaffImport;
use super::totara::RegionTotara;

/// So many imports are listed: who looks for older ones looks in the audit.
const LATEST_IMPORTS: u64 = 20;

/// What the accounts service adds to a region.
#[derive(MergedObject)]
pub struct RegionAccounts(RegionStaff, RegionTotara, RegionAudit, RegionErasure, RegionRetention);

impl RegionAccounts {
    /// The slice of the region that `scope` has entered.
    pub fn new(scope: RegionScope) -> Self {
        Self(
            RegionStaff { scope: scope.clone() },
            RegionTotara::new(scope.clone()),
            RegionAudit::new(scope.clone()),
            RegionErasure::new(scope.clone()),
            RegionRetention::new(scope),
        )
    }
}

struct RegionStaff {
    scope: RegionScope,
}

#[Object]
impl RegionStaff {
    /// Staff within one's reach, by name. Persons with protected identity are only among them for the few who must.
    #[graphql(complexity = "usize::try_from(first).unwrap_or(1).saturating_mul(child_complexity)")]
    async fn staff(
        &self,
        context: &Context<'_>,
        #[graphql(default = 20)] first: i32,
        after: Option<String>,
        #[graphql(desc = "Part of a name, code or e-mail address.")] search: Option<String>,
        #[graphql(desc = "SCB code.", name = "municipality")] of: Option<String>,
        suspended: Option<bool>,
    ) -> async_graphql::Result<StaffConnection> {
        let page = PageRequest::parse(first, after.as_deref())?;
        let after = page.after.as_ref().map(place::<PersonId>).transpose()?;
        let filter = StaffFilter {
            search: search.as_deref(),
            municipality: of.as_deref().map(municipality).transpose()?,
            suspended,
        };
        let after = after.as_ref().map(|(key, id)| (key.as_str(), *id));
        let found = accounts(context)?.staff_page(&self.scope, filter, after, page.limit()).await;
        let (mut staff, total_count) = found.map_err(Refusal::from)?;
        let page_info = page.cut(&mut staff, |one| {
            Cursor(vec![swedish::sort_key(&one.staff.name), one.staff.id.to_string()])
        });
        let names = self.scope.municipalities().await.map_err(Refusal::from)?;
        let nodes = staff.into_iter().map(|view| StaffMember::show(&self.scope, view, &names));
        Ok(StaffConnection { nodes: FlatList(nodes.collect()), page_info, total_count })
    }

    /// One of the staff; null out of one's reach.
    async fn staff_member(
        &self,
        context: &Context<'_>,
        id: ID,
    ) -> async_graphql::Result<Option<StaffMember>> {
        let id = staff::person(&id)?;
        let found = accounts(context)?.staff_member(&self.scope, id).await;
        let found = found.map_err(Refusal::from)?.ok_or(Refusal::NotFound)?;
        let names = self.scope.municipalities().await.map_err(Refusal::from)?;
        Ok(Some(StaffMember::show(&self.scope, found, &names)))
    }

    /// Where one of the staff is signed in, the last used first.
    #[graphql(complexity = "20 * child_complexity")]
    async fn staff_sessions(
        &self,
        context: &Context<'_>,
        person: ID,
    ) -> async_graphql::Result<Vec<Session>> {
        let id = staff::person(&person)?;
        let found = accounts(context)?.staff_sessions(&self.scope, id).await;
        let caller = graph::caller(context);
        let found = found.map_err(Refusal::from)?;
        Ok(found.iter().map(|session| Session::show(session, caller)).collect())
    }

    /// Pairs of staff who may be the same person, both within one's reach, by name. Those of whom somebody has said that
    /// they are not the same are not among them.
    #[graphql(complexity = "usize::try_from(first).unwrap_or(1).saturating_mul(child_complexity)")]
    async fn staff_duplicates(
        &self,
        context: &Context<'_>,
        #[graphql(default = 20)] first: i32,
        after: Option<String>,
    ) -> async_graphql::Result<StaffDuplicateConnection> {
        let page = PageRequest::parse(first, after.as_deref())?;
        let after = page.after.as_ref().map(staff::place).transpose()?;
        let accounts = accounts(context)?;
        let found = accounts.staff_duplicates(&self.scope, after.as_ref(), page.limit()).await;
        let (mut pairs, total_count) = found.map_err(Refusal::from)?;
        let page_info = page.cut(&mut pairs, staff::cursor);
        let names = self.scope.municipalities().await.map_err(Refusal::from)?;
        let nodes = pairs.into_iter().map(|view| StaffDuplicate::show(&self.scope, view, &names));
        Ok(StaffDuplicateConnection { nodes: FlatList(nodes.collect()), page_info, total_count })
    }

    /// What is held here on the one who asks; null where the region knows no more than their account.
    async fn myself(&self, context: &Context<'_>) -> async_graphql::Result<Option<StaffMember>> {
        let found = accounts(context)?.myself_in(&self.scope).await.map_err(Refusal::from)?;
        let names = self.scope.municipalities().await.map_err(Refusal::from)?;
        Ok(found.map(|view| StaffMember::show(&self.scope, view, &names)))
    }

    /// The latest imports of staff: one's own, and everybody's for those who reach the whole region.
    #[graphql(complexity = "20 * child_complexity")]
    async fn staff_imports(
        &self,
        context: &Context<'_>,
    ) -> async_graphql::Result<Vec<StaffImport>> {
        let found = accounts(context)?.staff_imports(&self.scope, LATEST_IMPORTS).await;
        let found = found.map_err(Refusal::from)?.into_iter();
        Ok(found.map(|record| StaffImport::of(self.scope.clone(), record)).collect())
    }

    /// An import of staff.
    async fn staff_import(
        &self,
        context: &Context<'_>,
        id: ID,
    ) -> async_graphql::Result<Option<StaffImport>> {
        let id = id.parse().map_err(|_| Refusal::NotFound)?;
        let found = accounts(context)?.staff_import(&self.scope, id).await;
        let found = found.map_err(Refusal::from)?.ok_or(Refusal::NotFound)?;
        Ok(Some(StaffImport::of(self.scope.clone(), found)))
    }

    /// Roles that have not ended, by the names of those who hold them.
    #[graphql(complexity = "usize::try_from(first).unwrap_or(1).saturating_mul(child_complexity)")]
    async fn roles(
        &self,
        context: &Context<'_>,
        #[graphql(default = 20)] first: i32,
        after: Option<String>,
        role: Option<Role>,
    ) -> async_graphql::Result<RoleGrantConnection> {
        let page = PageRequest::parse(first, after.as_deref())?;
        let after = page.after.as_ref().map(place::<uuid::Uuid>).transpose()?;
        let after = after.as_ref().map(|(name, id)| (name.as_str(), *id));
        let role = role.map(Into::into);
        let found = accounts(context)?.roles(&self.scope, role, after, page.limit()).await;
        let (mut held, total_count) = found.map_err(Refusal::from)?;
        let page_info =
            page.cut(&mut held, |one| Cursor(vec![one.name.clone(), one.id.to_string()]));
        let names = self.scope.municipalities().await.map_err(Refusal::from)?;
        let nodes = held.into_iter().map(|one| RoleGrant::show(&self.scope, one, &names));
        Ok(RoleGrantConnection { nodes: FlatList(nodes.collect()), page_info, total_count })
    }
}

/// The place in a list by name that a cursor stands for.
fn place<T: std::str::FromStr>(cursor: &Cursor) -> Result<(String, T), Refusal> {
    let [key, id] = cursor.keys::<2>()?;
    let foreign = |_| Refusal::field("after", "expected a cursor from an earlier page");
    Ok((key.to_owned(), id.parse().map_err(foreign)?))
}
