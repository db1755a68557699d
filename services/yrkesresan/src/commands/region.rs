//! `region create|import|export|list`.

use domain::Slug;

use crate::cli::{Region, Store};
use crate::config::Config;
use crate::outcome::{Outcome, Stop};
use crate::{case_exchange, wiring};

pub(super) async fn run(command: Region, config: &Config) -> Outcome {
    match command {
        Region::Create { slug, name, store } => create(&slug, &name, &store, config).await,
        Region::Import { case, draft, store } => {
            let rows = case_exchange::read_case(&case)?;
            let regions = wiring::open_regions(&store, config).await?;
            let status =
                if draft { agreements::Status::Draft } else { agreements::Status::InForce };
            let summary = case_exchange::import(&regions, &rows, status).await?;
            println!("{summary}");
            Ok(())
        }
        Region::Export { slug, out, agreement, store } => {
            let regions = wiring::open_regions(&store, config).await?;
            case_exchange::export(&regions, &slug, agreement.as_deref(), &out).await?;
            println!("Wrote {}", out.display());
            Ok(())
        }
        Region::List(store) => list(&store, config).await,
    }
}

async fn create(slug: &Slug, name: &str, store: &Store, config: &Config) -> Outcome {
    let regions = wiring::open_regions(store, config).await?;
    regions
        .create(slug, name)
        .await
        .map_err(|fault| Stop::because("the region was not made", &fault))?;
    println!("Made {slug}, {name}.");
    Ok(())
}

async fn list(store: &Store, config: &Config) -> Outcome {
    let regions = wiring::open_regions(store, config).await?;
    let entries =
        regions.list().await.map_err(|fault| Stop::because("cannot list regions", &fault))?;
    let width = entries.iter().map(|entry| entry.slug.as_str().len()).max().unwrap_or_default();
    for entry in entries {
        println!("{:width$}  {}", entry.slug.as_str(), entry.name);
    }
    Ok(())
}
