//! Putting the rooms together: databases, accounts, shared state, the door and the pages.

use std::net::SocketAddr;
use std::sync::Arc;

use accounts::{Accounts, Destinations, OpenIdSettings};
use delivery::DeliveryHolder;
use domain::Slug;
use identity::Caller;
use shared_state::SharedState;
use telemetry::{SystemClock, SystemIds};
use tenancy::{Regions, Surroundings};

use crate::cli::Store;
use crate::config::Config;
use crate::outcome::Stop;
use crate::secret_key::secret_key;
use crate::server::Mode;

/// The real clock, and ids made from it.
pub(crate) fn surroundings() -> Surroundings {
    Surroundings { clock: Arc::new(SystemClock), ids: Arc::new(SystemIds) }
}

/// Opens the platform database that the arguments or the environment name.
pub(crate) async fn open_regions(store: &Store, config: &Config) -> Result<Arc<Regions>, Stop> {
    let location = config.location(store).map_err(|fault| Stop::Usage(fault.to_string()))?;
    let regions = Regions::open(location, surroundings())
        .await
        .map_err(|fault| Stop::because("the databases cannot be opened", &fault))?;
    Ok(Arc::new(regions))
}

/// The region that was chosen, or, where none was, all.
pub(crate) async fn chosen(regions: &Regions, region: Option<Slug>) -> Result<Vec<Slug>, Stop> {
    if let Some(slug) = region {
        return Ok(vec![slug]);
    }
    let all = regions.list().await;
    let all = all.map_err(|fault| Stop::because("the regions cannot be listed", &fault))?;
    Ok(all.into_iter().map(|entry| entry.slug).collect())
}

/// Opens accounts over these regions, sharing what replicas share.
pub(crate) fn open_accounts(
    regions: &Arc<Regions>,
    config: &Config,
) -> Result<Arc<Accounts>, Stop> {
    let shared = open_shared_state(config)?;
    Ok(Arc::new(accounts_of(regions, shared)))
}

/// Opens accounts for a server, which people sign in to: with the secret key, the policy of second factors, and
/// identity providers where it is known how browsers come back from them.
pub(crate) fn open_accounts_to_serve(
    regions: &Arc<Regions>,
    mode: Mode,
    listening: SocketAddr,
    config: &Config,
) -> Result<Arc<Accounts>, Stop> {
    let policy = config.second_factor(mode)?;
    let key = secret_key(regions, mode, config)?;
    let shared = open_shared_state(config)?;
    let accounts = accounts_of(regions, shared);
    let accounts = accounts.with_second_factor(policy, Some(key.clone()));
    let accounts = accounts.with_passkeys(config.relying_party(mode));
    let Some(public_url) = config.public_url(mode, listening) else {
        return Ok(Arc::new(accounts));
    };
    let destinations = match mode {
        Mode::Production => Destinations::Public,
        Mode::Development => Destinations::Any,
    };
    let settings = OpenIdSettings { public_url, secret_key: key, destinations };
    let accounts = accounts
        .with_openid(settings)
        .map_err(|fault| Stop::because("requests to identity providers cannot be made", &fault))?;
    Ok(Arc::new(accounts))
}

/// With all who hold something on persons: whoever is forgotten here is nowhere erased.
fn accounts_of(regions: &Arc<Regions>, shared: Arc<dyn SharedState>) -> Accounts {
    Accounts::open(Arc::clone(regions), shared).with_holders(vec![Arc::new(DeliveryHolder)])
}

fn open_shared_state(config: &Config) -> Result<Arc<dyn SharedState>, Stop> {
    match &config.redis_url {
        None => Ok(Arc::new(shared_state::Memory::new())),
        Some(url) => shared_state::Redis::at(url)
            .map(|redis| Arc::new(redis) as Arc<dyn SharedState>)
            .map_err(|fault| Stop::because("REDIS_URL cannot be used", &fault)),
    }
}

/// Whoever runs a command on the server.
pub(crate) fn operator() -> Caller {
    Caller::operator("kommandoraden".to_owned())
}
