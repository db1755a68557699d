//! Cases in and out of regions: the agreement to `agreements`, the days to `delivery`, in one transaction.

use std::fmt;
use std::path::Path;

use agreements::{AgreementRecord, Imported, Status};
use casefile::CaseRows;
use delivery::DeliveredRows;
use domain::Slug;
use identity::Permission;
use tenancy::{CreateFault, Enter, MunicipalityName, Operation, RegionScope, Regions};

use crate::outcome::Stop;
use crate::{whole_folder, wiring};

/// Reads a case with every row; refused with all its faults, one a line.
pub(crate) fn read_case(folder: &Path) -> Result<CaseRows, Stop> {
    casefile::read_rows(folder).map_err(|faults| faults_of(&faults))
}

/// Every fault of a case, one a line.
pub(crate) fn faults_of(faults: &casefile::Faults) -> Stop {
    Stop::Refused(faults.0.iter().map(ToString::to_string).collect())
}

/// What an import did.
pub(crate) struct Summary {
    region: Slug,
    title: String,
    agreement: Imported,
    delivered: delivery::Imported,
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { region, title, agreement, delivered } = self;
        let known = match agreement {
            Imported::Added(_) => "added",
            Imported::Unchanged(_) => "already there",
        };
        let delivery::Imported { days, participants, trainers } = delivered;
        write!(
            f,
            "{region}: agreement “{title}” {known}; added {days} course days, {participants} participants \
             and {trainers} trainers on them."
        )
    }
}

/// Brings a case into its region, made where it is missing. All of it, or nothing.
pub(crate) async fn import(
    regions: &Regions,
    rows: &CaseRows,
    status: Status,
) -> Result<Summary, Stop> {
    match regions.create(&rows.slug, &rows.name).await {
        Ok(()) | Err(CreateFault::Exists) => {}
        Err(fault) => return Err(Stop::because("the region was not made", &fault)),
    }
    let scope = enter(regions, &rows.slug, "region import").await?;
    let refused =
        |fault: &dyn std::error::Error| Stop::because("the case was not brought in", fault);
    let tx = scope.begin().await.map_err(|fault| refused(&fault))?;
    let municipalities: Vec<MunicipalityName> = rows
        .terms
        .municipalities
        .iter()
        .map(|member| MunicipalityName {
            code: member.code,
            name: member.name.clone(),
            org_number: member.org_number,
        })
        .collect();
    tx.set_municipalities(&municipalities).await.map_err(|fault| refused(&fault))?;
    let agreement =
        agreements::import(&tx, &rows.terms, status).await.map_err(|fault| refused(&fault))?;
    let delivered =
        delivery::import(&tx, agreement.id(), rows).await.map_err(|fault| refused(&fault))?;
    if let Some(books) = &rows.books {
        let set_up = settlement::set_up_in(&tx, books.clone().into()).await;
        set_up.map_err(|fault| refused(&fault))?;
    }
    tx.commit().await.map_err(|fault| refused(&fault))?;
    scope.forget_municipalities().await;
    delivery::publish(regions.platform(), &scope)
        .await
        .map_err(|fault| Stop::because("the region's aggregates were not published", &fault))?;
    let title = rows.terms.agreement.title.clone();
    Ok(Summary { region: rows.slug.clone(), title, agreement, delivered })
}

/// Writes an agreement with its closed course days as a case into `out`, a folder that is new or empty.
pub(crate) async fn export(
    regions: &Regions,
    slug: &Slug,
    title: Option<&str>,
    out: &Path,
) -> Result<(), Stop> {
    let scope = enter(regions, slug, "region export").await?;
    let refused = |fault: &dyn std::error::Error| Stop::because("nothing was exported", fault);
    let records = agreements::list(&scope).await.map_err(|fault| refused(&fault))?;
    let AgreementRecord { id, terms, .. } = choose(records, title)?;
    let delivered = delivery::export(&scope, id).await.map_err(|fault| refused(&fault))?;
    let DeliveredRows { days, participants, trainers } = delivered;
    let rows = CaseRows {
        slug: slug.clone(),
        name: scope.name().to_owned(),
        terms,
        books: settlement::stated_books(&scope).await.map_err(|fault| refused(&fault))?,
        days,
        participants,
        trainers,
        remarks: Vec::new(),
    };
    if std::fs::read_dir(out).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(Stop::refused(format!("{} is not empty; choose a new folder", out.display())));
    }
    whole_folder::write(out, |folder| {
        casefile::write(&rows, folder).map_err(|fault| refused(&fault))
    })
}

/// The agreement with this title; without one, the only one.
fn choose(records: Vec<AgreementRecord>, title: Option<&str>) -> Result<AgreementRecord, Stop> {
    let titles: Vec<String> =
        records.iter().map(|record| record.terms.agreement.title.clone()).collect();
    let mut chosen = records
        .into_iter()
        .filter(|record| title.is_none_or(|title| record.terms.agreement.title == title));
    match (chosen.next(), chosen.next()) {
        (Some(only), None) => Ok(only),
        (None, _) => Err(Stop::refused(match titles.as_slice() {
            [] => "the region has no agreement to export".to_owned(),
            _ => format!("no agreement has that title; there are: {}", titles.join("; ")),
        })),
        (Some(_), Some(_)) => Err(Stop::refused(format!(
            "the region has several agreements; name one by --agreement: {}",
            titles.join("; ")
        ))),
    }
}

/// The region's scope, for a command of this name on the server. Commands that take persons' data out say so in the
/// transaction that they read it in.
pub(crate) async fn enter(
    regions: &Regions,
    slug: &Slug,
    command: &str,
) -> Result<RegionScope, Stop> {
    let operation = Operation::named(command);
    let entered = wiring::operator().enter(&operation, regions, slug, Permission::Administer).await;
    entered.map_err(|fault| Stop::because(&format!("region {slug}"), &fault))
}
