//! `totara export|import|drift`.

use std::path::Path;

use accounts::totara::{DriftRowKind, TotaraApply, TotaraFiles, TotaraImported, TotaraRowKind};

use crate::cli::Totara;
use crate::config::Config;
use crate::outcome::{Outcome, Stop};
use crate::{case_exchange, whole_folder, wiring};

const USERS: &str = "user.csv";
const ASSIGNMENTS: &str = "jobassignment.csv";
const ORGANISATIONS: &str = "org.csv";

pub(super) async fn run(command: Totara, config: &Config) -> Outcome {
    match command {
        Totara::Export { region, out, framework, store } => {
            let regions = wiring::open_regions(&store, config).await?;
            let scope = case_exchange::enter(&regions, &region, "totara export").await?;
            let accounts = wiring::open_accounts(&regions, config)?;
            let written = accounts.totara_export(&scope, &framework).await;
            let written = written.map_err(|fault| Stop::because("nothing was exported", &fault))?;
            whole_folder::write(&out, |folder| {
                write(folder, USERS, &written.users)?;
                write(folder, ASSIGNMENTS, &written.assignments)?;
                write(folder, ORGANISATIONS, &written.organisations)
            })?;
            println!(
                "Wrote {} users to {}; {} persons without e-mail address or name are not among them.",
                written.user_count,
                out.display(),
                written.left_out
            );
            Ok(())
        }
        Totara::Import { region, from, apply, store } => {
            let files = read(&from)?;
            let regions = wiring::open_regions(&store, config).await?;
            let scope = case_exchange::enter(&regions, &region, "totara import").await?;
            let accounts = wiring::open_accounts(&regions, config)?;
            let how = if apply { TotaraApply::AllOrNothing } else { TotaraApply::DryRun };
            let imported = accounts.totara_import(&scope, &files, how).await;
            tell(&imported.map_err(|fault| Stop::because("nothing was brought in", &fault))?, apply)
        }
        Totara::Drift { region, from, store } => {
            let files = read(&from)?;
            let regions = wiring::open_regions(&store, config).await?;
            let scope = case_exchange::enter(&regions, &region, "totara drift").await?;
            let accounts = wiring::open_accounts(&regions, config)?;
            let report = accounts.totara_drift(&scope, &files).await;
            let report =
                report.map_err(|fault| Stop::because("the files cannot be compared", &fault))?;
            for row in &report.rows {
                let kind = match row.kind {
                    DriftRowKind::OnlyHere => "only here",
                    DriftRowKind::OnlyThere => "only there",
                    DriftRowKind::Differs => "differs",
                };
                println!("{kind:<10}  {}  {}  {}", row.idnumber, row.name, row.explanation);
            }
            for fault in &report.faults {
                println!("{fault}");
            }
            println!("{} persons are not the same.", report.rows.len());
            Ok(())
        }
    }
}

/// What would become of the rows, or has. Refused where rows are at fault: nothing was written then.
fn tell(imported: &TotaraImported, apply: bool) -> Outcome {
    for row in &imported.rows {
        let kind = match row.kind {
            TotaraRowKind::Created => "created",
            TotaraRowKind::Changed => "changed",
            TotaraRowKind::Refused => "refused",
        };
        println!("row {:<6} {kind:<8} {}", row.row, row.explanation);
    }
    let [created, changed, refused] =
        [TotaraRowKind::Created, TotaraRowKind::Changed, TotaraRowKind::Refused]
            .map(|kind| imported.count(kind));
    println!(
        "{created} created, {changed} changed, {} unchanged, {refused} refused{}.",
        imported.unchanged,
        if imported.applied { "" } else { "; nothing was written" }
    );
    let mut faults = imported.faults.clone();
    if apply && !imported.applied {
        faults.push("rows are at fault, so that nothing was brought in".to_owned());
    }
    if faults.is_empty() { Ok(()) } else { Err(Stop::Refused(faults)) }
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), Stop> {
    std::fs::write(folder.join(name), bytes)
        .map_err(|fault| Stop::because(&format!("{name} cannot be written"), &fault))
}

/// The files of a folder; but for the users, one that is not there says nothing.
fn read(folder: &Path) -> Result<TotaraFiles, Stop> {
    let refused = |name: &str, fault: &std::io::Error| {
        Stop::because(&format!("{} cannot be read", folder.join(name).display()), fault)
    };
    let there = |name: &str| match std::fs::read(folder.join(name)) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(fault) => Err(refused(name, &fault)),
    };
    Ok(TotaraFiles {
        users: std::fs::read(folder.join(USERS)).map_err(|fault| refused(USERS, &fault))?,
        assignments: there(ASSIGNMENTS)?,
        organisations: there(ORGANISATIONS)?,
    })
}
