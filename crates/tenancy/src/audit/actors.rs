//! `audit_actors`: who has acted, by the name that they had. Rows name them by their signature, which no name follows
//! from once it has been taken away.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::AccountId;
use sea_orm::sea_query::{Cond, Expr, ExprTrait, Query, SelectStatement, SubQueryStatement};
use sea_orm::{ConnectionTrait, QueryResult};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{Actor, InRegion, RegionScope, RegionTx, StoreFault};

/// The action that tells of names that were taken away; its subject are signatures with spaces between them.
pub(super) const ERASE: &str = "actor-erase";

/// The name of the actor whose signature is in the column of this table or alias, as part of a select.
pub fn actor_name(table: &'static str, column: &'static str) -> Expr {
    let name = Query::select()
        .column(("actors", "name"))
        .from("actors")
        .and_where(Expr::col(("actors", "id")).equals((table, column)))
        .to_owned();
    Expr::SubQuery(None, Box::new(SubQueryStatement::SelectStatement(name)))
}

/// Signatures that are known to be there. One whose name another process has taken away stays: what is signed by it
/// is shown without a name, as it should be.
#[derive(Debug, Default)]
pub(crate) struct Signed(Mutex<Signatures>);

#[derive(Debug, Default)]
struct Signatures {
    of: HashMap<Actor, String>,
    /// Accounts whose names have been taken away.
    erased: Vec<AccountId>,
}

impl Signed {
    fn get(&self, actor: &Actor) -> Option<String> {
        self.lock().of.get(actor).cloned()
    }

    /// Takes over what a transaction has found out, once it is committed.
    pub(crate) fn learn(&self, of_transaction: &Self) {
        let news = std::mem::take(&mut *of_transaction.lock());
        let mut known = self.lock();
        known.of.extend(news.of);
        known.of.retain(|actor, _| !actor.account.is_some_and(|id| news.erased.contains(&id)));
    }

    fn lock(&self) -> MutexGuard<'_, Signatures> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl RegionTx {
    /// What rows name the actor by. The name itself is in one place, from where it can be taken away.
    pub async fn signature(&self) -> Result<String, StoreFault> {
        let actor = self.scope().actor().clone();
        let signed = signatures(self, [actor.clone()]).await?;
        Ok(signed.get(&actor).cloned().unwrap_or_default())
    }

    /// Takes away every name that this account has acted by here, which the audit will tell.
    pub async fn erase_actor(&self, account: AccountId) -> Result<(), StoreFault> {
        let mut select = select();
        select
            .and_where(Expr::col("account_id").eq(account.uuid()))
            .and_where(Expr::col("name").is_not_null());
        let rows = self.query_all(&select).await?;
        let known: Vec<Known> = rows.iter().map(known).collect::<Result<_, _>>()?;
        if known.is_empty() {
            return Ok(());
        }
        let update = Query::update()
            .table("audit_actors")
            .value("name", None::<String>)
            .value("salt", None::<Vec<u8>>)
            .and_where(Expr::col("account_id").eq(account.uuid()))
            .to_owned();
        self.execute(&update).await?;
        self.signed.lock().erased.push(account);
        let signatures: Vec<String> = known.into_iter().map(|one| one.signature).collect();
        self.note(ERASE, &signatures.join(" "));
        Ok(())
    }
}

impl RegionScope {
    /// The name of the actor with this signature; empty where nobody has it.
    pub async fn name_of_actor(&self, signature: &str) -> Result<String, StoreFault> {
        let mut names = self.visit.names.lock().await;
        if let Some(known) = names.get(signature) {
            return Ok(known.clone());
        }
        let select = Query::select()
            .column("name")
            .from("actors")
            .and_where(Expr::col("id").eq(signature))
            .to_owned();
        let row = self.query_one(&select).await?;
        let name: String = row.map(|row| row.try_get("", "name")).transpose()?.unwrap_or_default();
        names.insert(signature.to_owned(), name.clone());
        drop(names);
        Ok(name)
    }
}

/// The signature of each of these, made where there is none yet.
pub(super) async fn signatures(
    tx: &RegionTx,
    actors: impl IntoIterator<Item = Actor>,
) -> Result<HashMap<Actor, String>, StoreFault> {
    let mut wanted: HashSet<Actor> = actors.into_iter().collect();
    let mut signed = HashMap::new();
    wanted.retain(|actor| {
        let known = tx.signed.get(actor).or_else(|| tx.scope().db.signed.get(actor));
        let is_new = known.is_none();
        signed.extend(known.map(|signature| (actor.clone(), signature)));
        is_new
    });
    if wanted.is_empty() {
        return Ok(signed);
    }
    let accounts: HashSet<Uuid> =
        wanted.iter().filter_map(|actor| actor.account.map(AccountId::uuid)).collect();
    let mut of_these = Cond::any().add(Expr::col("account_id").is_in(accounts));
    if wanted.iter().any(|actor| actor.account.is_none()) {
        of_these = of_these.add(Expr::col("account_id").is_null());
    }
    let mut select = select();
    select.cond_where(of_these);
    for row in tx.query_all(&select).await? {
        let Known { signature, account, name: Some(name), .. } = known(&row)? else { continue };
        let actor = Actor { account, name };
        if wanted.remove(&actor) {
            signed.insert(actor, signature);
        }
    }
    let mut rows = Vec::with_capacity(wanted.len());
    for actor in wanted {
        let ids = tx.scope().ids();
        let salt = [ids.next().into_bytes(), ids.next().into_bytes()].concat();
        let signature = sign(actor.account.map(AccountId::uuid), &salt, &actor.name);
        rows.push([
            signature.as_str().into(),
            actor.account.map(AccountId::uuid).into(),
            salt.into(),
            actor.name.as_str().into(),
        ]);
        signed.insert(actor, signature);
    }
    tx.insert_rows("audit_actors", ["id", "account_id", "salt", "name"], rows).await?;
    tx.signed.lock().of.extend(signed.clone());
    Ok(signed)
}

/// Somebody who has acted.
pub(super) struct Known {
    signature: String,
    account: Option<AccountId>,
    salt: Option<Vec<u8>>,
    name: Option<String>,
}

impl Known {
    /// Whether the name has been taken away.
    pub(super) const fn is_erased(&self) -> bool {
        self.name.is_none()
    }

    /// Whether the row tells what was signed, by this account; of an erased one, all that can be said is that it was.
    pub(super) fn is_as_signed(&self, account: Option<Uuid>) -> bool {
        if self.account.map(AccountId::uuid) != account {
            return false;
        }
        match (&self.salt, &self.name) {
            (Some(salt), Some(name)) => sign(account, salt, name) == self.signature,
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        }
    }
}

/// All who have acted, by signature.
pub(super) async fn all(scope: &RegionScope) -> Result<HashMap<String, Known>, StoreFault> {
    let rows = scope.query_all(&select()).await?;
    let by_signature = |row| known(row).map(|one| (one.signature.clone(), one));
    rows.iter().map(by_signature).collect()
}

fn select() -> SelectStatement {
    Query::select().columns(["id", "account_id", "salt", "name"]).from("audit_actors").to_owned()
}

fn known(row: &QueryResult) -> Result<Known, StoreFault> {
    let account: Option<Uuid> = row.try_get("", "account_id")?;
    Ok(Known {
        signature: row.try_get("", "id")?,
        account: account.map(AccountId::from_uuid),
        salt: row.try_get("", "salt")?,
        name: row.try_get("", "name")?,
    })
}

fn sign(account: Option<Uuid>, salt: &[u8], name: &str) -> String {
    let mut hash = Sha256::new();
    hash.update([u8::from(account.is_some())]);
    hash.update(account.unwrap_or_default().as_bytes());
    hash.update(u64::try_from(salt.len()).unwrap_or(u64::MAX).to_be_bytes());
    hash.update(salt);
    hash.update(name.as_bytes());
    domain::hex(&hash.finalize())
}
