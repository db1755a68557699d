//! The municipalities of a region: names for codes, read once and kept.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::{MunicipalityCode, OrgNumber};
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{OnConflict, Query};
use tokio::sync::RwLock;

use crate::{InRegion, RegionTx, StoreFault};

/// A municipality as the region knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MunicipalityName {
    /// SCB code.
    pub code: MunicipalityCode,
    /// Name without "kommun".
    pub name: String,
    /// Organisation number.
    pub org_number: OrgNumber,
}

/// A region's municipalities by code.
#[derive(Debug, Default)]
pub struct Municipalities(BTreeMap<MunicipalityCode, MunicipalityName>);

impl Municipalities {
    /// The municipality with this code.
    pub fn get(&self, code: MunicipalityCode) -> Option<&MunicipalityName> {
        self.0.get(&code)
    }

    /// The name of the municipality with this code; the code itself where the region has no name for it.
    pub fn name(&self, code: MunicipalityCode) -> String {
        self.get(code).map_or_else(|| code.to_string(), |municipality| municipality.name.clone())
    }

    /// All, by code.
    pub fn iter(&self) -> impl Iterator<Item = &MunicipalityName> {
        self.0.values()
    }
}

/// Read at first use, forgotten when the region's municipalities are set.
#[derive(Debug, Default)]
pub(crate) struct MunicipalityCache(RwLock<Option<Arc<Municipalities>>>);

impl MunicipalityCache {
    pub(crate) async fn get(
        &self,
        store: &impl InRegion,
    ) -> Result<Arc<Municipalities>, StoreFault> {
        if let Some(known) = &*self.0.read().await {
            return Ok(Arc::clone(known));
        }
        let mut slot = self.0.write().await;
        let read = Arc::new(load(store).await?);
        *slot = Some(Arc::clone(&read));
        Ok(read)
    }

    pub(crate) async fn forget(&self) {
        *self.0.write().await = None;
    }
}

impl RegionTx {
    /// Adds municipalities to the region, or gives those that it has a new name or organisation number.
    ///
    /// Call [`crate::RegionScope::forget_municipalities`] once committed.
    pub async fn set_municipalities(&self, all: &[MunicipalityName]) -> Result<(), StoreFault> {
        for municipality in all {
            let upsert = Query::insert()
                .into_table("municipalities")
                .columns(["code", "name", "org_number"])
                .values_panic([
                    municipality.code.to_string().into(),
                    municipality.name.as_str().into(),
                    municipality.org_number.to_string().into(),
                ])
                .on_conflict(
                    OnConflict::column("code").update_columns(["name", "org_number"]).to_owned(),
                )
                .to_owned();
            self.execute(&upsert).await?;
        }
        Ok(())
    }
}

impl crate::RegionScope {
    /// Makes the next use read the municipalities anew.
    pub async fn forget_municipalities(&self) {
        self.db.municipalities.forget().await;
    }
}

async fn load(store: &impl InRegion) -> Result<Municipalities, StoreFault> {
    let select =
        Query::select().columns(["code", "name", "org_number"]).from("municipalities").to_owned();
    let mut all = BTreeMap::new();
    for row in store.query_all(&select).await? {
        let key: String = row.try_get("", "code")?;
        let org_number: String = row.try_get("", "org_number")?;
        let code = key.parse().map_err(|_| StoreFault::row("municipalities", "code", &key))?;
        let org_number = org_number
            .parse()
            .map_err(|_| StoreFault::row("municipalities", "org_number", &key))?;
        all.insert(code, MunicipalityName { code, name: row.try_get("", "name")?, org_number });
    }
    Ok(Municipalities(all))
}
