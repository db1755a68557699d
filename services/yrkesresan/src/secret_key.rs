//! The deployment's secret key: from `SECRET_KEY`; on one's own machine, from a file that is made in the data folder.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use identity::SecretKey;
use tenancy::Regions;

use crate::config::Config;
use crate::outcome::Stop;
use crate::server::Mode;

const FILE: &str = "secret-key";

/// The key. Production demands it by configuration: a key that lies beside what it seals protects nothing.
pub(crate) fn secret_key(
    regions: &Regions,
    mode: Mode,
    config: &Config,
) -> Result<SecretKey, Stop> {
    if let Some(text) = &config.secret_key {
        let usage = |fault| Stop::Usage(format!("SECRET_KEY: {fault}"));
        return SecretKey::parse(text).map_err(usage);
    }
    match (mode, regions.folder()) {
        (Mode::Development, Some(folder)) => kept_in(folder),
        (Mode::Development, None) | (Mode::Production, _) => Err(Stop::refused(
            "SECRET_KEY is missing: what authenticator apps and we share is sealed with it. Make it once, keep it \
             apart from the database, and give it to every replica: openssl rand -hex 32",
        )),
    }
}

/// The key in the folder, made where there is none. Of two processes that make one at once, the first counts.
fn kept_in(folder: &Path) -> Result<SecretKey, Stop> {
    let path = folder.join(FILE);
    let broken = |fault: &dyn std::error::Error| {
        Stop::because(&format!("{} cannot be used", path.display()), fault)
    };
    let mut options = OpenOptions::new();
    match options.write(true).create_new(true).mode(0o600).open(&path) {
        Ok(mut file) => {
            let key = SecretKey::generate().map_err(|fault| broken(&fault))?;
            file.write_all(key.as_bytes()).map_err(|fault| broken(&fault))?;
        }
        Err(fault) if fault.kind() == ErrorKind::AlreadyExists => {}
        Err(fault) => return Err(broken(&fault)),
    }
    let text = fs::read_to_string(&path).map_err(|fault| broken(&fault))?;
    SecretKey::parse(&text).map_err(|fault| broken(&fault))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn the_folders_key_is_made_once_and_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let key = kept_in(folder.path()).unwrap();
        assert_eq!(kept_in(folder.path()).unwrap(), key);
        let mode = fs::metadata(folder.path().join(FILE)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        fs::write(folder.path().join(FILE), "kort").unwrap();
        assert!(kept_in(folder.path()).is_err());
    }
}
