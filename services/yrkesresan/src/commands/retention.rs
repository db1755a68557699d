//! `retention`: what a region keeps no longer, and letting go of it.

use accounts::{Accounts, KeptMonths, RetentionKind, RetentionOutlook};
use tenancy::RegionScope;

use crate::cli::Retention;
use crate::config::Config;
use crate::outcome::{Outcome, Stop};
use crate::{case_exchange, wiring};

pub(super) async fn run(command: Retention, config: &Config) -> Outcome {
    let Retention { region, staff_months, list_months, apply, store } = command;
    let regions = wiring::open_regions(&store, config).await?;
    let scope = case_exchange::enter(&regions, &region, "retention").await?;
    let accounts = wiring::open_accounts(&regions, config)?;
    if apply {
        let retained = accounts.retention_apply(&scope).await;
        let retained = retained.map_err(|fault| Stop::because("retention stopped", &fault))?;
        println!(
            "Erased {} persons and {} lists of staff; {} persons are kept for another day.",
            retained.persons, retained.lists, retained.hindered
        );
        return Ok(());
    }
    let decided = accounts.retention_decided(&scope).await;
    let decided = decided.map_err(|fault| Stop::because("nothing can be told", &fault))?;
    let asked = [(RetentionKind::Staff, staff_months), (RetentionKind::StaffLists, list_months)];
    for (kind, months) in asked {
        let known = decided.iter().find(|(of, _)| *of == kind).map(|(_, months)| *months);
        tell(&accounts, &scope, kind, months.or(known)).await?;
    }
    Ok(())
}

async fn tell(
    accounts: &Accounts,
    scope: &RegionScope,
    kind: RetentionKind,
    months: Option<KeptMonths>,
) -> Outcome {
    let what = match kind {
        RetentionKind::Staff => "Persons",
        RetentionKind::StaffLists => "Lists of staff",
    };
    let Some(months) = months else {
        println!("{what}: nothing is decided, and nothing goes.");
        return Ok(());
    };
    let outlook = accounts.retention_outlook(scope, kind, months).await;
    let outlook = outlook.map_err(|fault| Stop::because("nothing can be told", &fault))?;
    let RetentionOutlook { before, persons, lists } = outlook;
    let count = persons.len().saturating_add(lists.len());
    println!("{what}: {count} were last of use before {before}, {} months ago.", months.get());
    for person in persons {
        println!("  {person}");
    }
    for (name, uploaded_at) in lists {
        println!("  {name}, uploaded {}", domain::swedish::minute(uploaded_at));
    }
    Ok(())
}
