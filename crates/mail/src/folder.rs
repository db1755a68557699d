//! Mails as files, each whole or not there. The name is the mail's id, so that a second writing changes nothing.

use std::io;
use std::path::Path;

use crate::carrier::{Handed, Parcel};

/// Makes the folder where it is missing, for its owner alone: mails hold links.
pub(crate) async fn ready(folder: &Path) -> Result<(), String> {
    let mut builder = tokio::fs::DirBuilder::new();
    builder.recursive(true).mode(0o700);
    builder.create(folder).await.map_err(|fault| told(&fault))
}

pub(crate) async fn put(folder: &Path, parcel: &Parcel) -> Handed {
    let name = format!("{}.eml", parcel.id);
    let beside = folder.join(format!(".{name}"));
    let written = async {
        tokio::fs::write(&beside, &parcel.bytes).await?;
        tokio::fs::rename(&beside, folder.join(name)).await
    };
    match written.await {
        Ok(()) => Handed::Accepted,
        Err(fault) => Handed::Later(told(&fault)),
    }
}

fn told(fault: &io::Error) -> String {
    format!("the folder cannot be written: {}", fault.kind())
}
