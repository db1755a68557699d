//! Where anything tells of her: every column of every table, and on SQLite the files' own bytes.

use domain::swedish;
use sea_orm::ConnectionTrait;
use testkit::contents::everything;

use super::EMAIL;
use crate::house::House;

/// What told of her, in whichever letters.
const TOLD: [&str; 7] = [
    "Ingridlinn",
    "Ekdahlsson",
    EMAIL,
    "NB-47119",
    "Hemlighetsenheten",
    "Trollkonsult",
    "ingridlinns lista",
];

/// Where in all databases, and in their files, anything tells of her.
pub(super) async fn told(house: &House) -> Vec<String> {
    house.world.regions.settled().await;
    let mut sought: Vec<String> = TOLD.iter().map(|text| text.to_lowercase()).collect();
    let bytes = sought.iter().map(String::as_bytes).chain(TOLD.iter().map(|text| text.as_bytes()));
    let bytes: Vec<String> = bytes.map(domain::hex).collect();
    let keys = TOLD.iter().map(|text| domain::hex(swedish::sort_key(text).as_bytes()));
    sought.extend(bytes.into_iter().chain(keys));
    let mut found = Vec::new();
    for (table, rows) in everything(&house.world).await {
        for row in rows {
            let row_text = row.to_lowercase();
            if let Some(text) = sought.iter().find(|text| row_text.contains(*text)) {
                found.push(format!("{table}: {text} in {row}"));
            }
        }
    }
    found
}

/// On SQLite, the files themselves: what was taken away is not only out of sight.
pub(super) async fn told_in_files(house: &House) -> Vec<String> {
    let Some(folder) = house.world.folder() else { return Vec::new() };
    let scope = house.world.region("norrbotten", "").await;
    let checkpoint = "PRAGMA wal_checkpoint(TRUNCATE)";
    scope.execute_unprepared(checkpoint).await.unwrap();
    let platform = house.world.regions.platform().connection();
    platform.execute_unprepared(checkpoint).await.unwrap();
    let mut found = Vec::new();
    for file in [
        "platform.sqlite",
        "platform.sqlite-wal",
        "regions/norrbotten.sqlite",
        "regions/norrbotten.sqlite-wal",
    ] {
        let Ok(bytes) = std::fs::read(folder.join(file)) else { continue };
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        let here = TOLD.iter().filter(|told| text.contains(&told.to_lowercase()));
        found.extend(here.map(|told| format!("{file}: {told}")));
    }
    found
}
