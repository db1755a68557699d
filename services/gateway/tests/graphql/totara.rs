//! The learning platform's files: what is given out comes in again unchanged, and what differs is told.

use accounts::totara::{TotaraApply, TotaraFiles, TotaraRowKind};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use tenancy::RegionScope;
use testkit::World;

use crate::house::{House, Person};

testkit::on_both_databases!(
    what_is_given_out_comes_in_again_unchanged,
    what_differs_is_told_within_reach,
);

const EXPORT: &str = "query { region(slug: \"norrbotten\") { totaraExport {
    users assignments organisations userCount leftOut } } }";
const DRIFT: &str = "query ($users: String!, $assignments: String) { region(slug: \"norrbotten\") {
    totaraDrift(users: $users, assignments: $assignments) {
        onlyHere onlyThere differs rows { idnumber name kind explanation } faults } } }";

async fn made(person: &Person, at: &str, details: Value) -> String {
    let create = "mutation ($input: StaffCreateInput!) { staffCreate(input: $input) { id } }";
    let input = json!({ "region": "norrbotten", "municipality": at, "details": details });
    let made = person.ask(create, json!({ "input": input })).await;
    made["staffCreate"]["id"].as_str().unwrap().to_owned()
}

/// A manager with one of their staff in Luleå, somebody in Kiruna, and somebody protected: their ids.
async fn staff(house: &House) -> [String; 4] {
    let lulea = house.administrator("norrbotten", "2580").await;
    let kiruna = house.administrator_of("norrbotten", "2584", "kiruna@exempel.se").await;
    let manager = json!({ "givenName": "Örjan", "familyName": "Berg", "unit": "Barn och unga",
        "email": "orjan.berg@lulea.example", "title": "Enhetschef" });
    let member = json!({ "givenName": "Åsa", "familyName": "Ek, \"E\"", "unit": "Barn och unga",
        "email": "asa.ek@lulea.example", "managerEmail": "orjan.berg@lulea.example",
        "firstDay": "2024-08-19", "title": "Socialsekreterare" });
    let elsewhere =
        json!({ "givenName": "Bo", "familyName": "Ny", "email": "bo.ny@kiruna.example" });
    let hidden = json!({ "givenName": "Eva", "familyName": "Dold", "protected": true,
        "email": "eva.dold@lulea.example" });
    [
        made(&lulea, "2580", manager).await,
        made(&lulea, "2580", member).await,
        made(&kiruna, "2584", elsewhere).await,
        made(&lulea, "2580", hidden).await,
    ]
}

async fn scope(house: &House) -> RegionScope {
    house.world.region("norrbotten", "Norrbottens Kommuner").await
}

async fn files(house: &House) -> TotaraFiles {
    let written = house.accounts.totara_export(&scope(house).await, "yrkesresan").await.unwrap();
    TotaraFiles {
        users: written.users,
        assignments: Some(written.assignments),
        organisations: Some(written.organisations),
    }
}

/// The same files with a text in the users' one in place of another.
fn with(files: &TotaraFiles, text: &str, other: &str) -> TotaraFiles {
    let users = String::from_utf8(files.users.clone()).unwrap();
    assert!(users.contains(text), "{users}");
    TotaraFiles { users: users.replace(text, other).into_bytes(), ..files.clone() }
}

async fn what_is_given_out_comes_in_again_unchanged(world: World) {
    let house = House::over(world);
    house.import("norrbotten-2022").await;
    let [_, member, _, hidden] = staff(&house).await;
    let files = files(&house).await;
    let users = String::from_utf8(files.users.clone()).unwrap();
    assert_eq!(users.lines().count(), 4, "a header and three: {users}");
    assert!(!users.contains(&hidden) && !users.contains("Dold"), "the protected never are");
    let organisations = String::from_utf8(files.organisations.clone().unwrap()).unwrap();
    assert!(organisations.contains("2580/barn och unga,Barn och unga"), "{organisations}");

    let (accounts, scope) = (&house.accounts, scope(&house).await);
    let import = |files: TotaraFiles, apply| {
        let scope = scope.clone();
        async move { accounts.totara_import(&scope, &files, apply).await.unwrap() }
    };
    let again = import(files.clone(), TotaraApply::AllOrNothing).await;
    assert_eq!((again.unchanged, again.rows.as_slice()), (3, &[][..]), "{again:?}");
    let drift = accounts.totara_drift(&scope, &files).await.unwrap();
    assert_eq!(drift.rows, [], "no drift");

    // An address that was changed there: it is the same person by our id.
    let moved = with(&files, "asa.ek@lulea.example", "asa.ny@lulea.example");
    let tried = import(moved.clone(), TotaraApply::DryRun).await;
    assert_eq!(tried.count(TotaraRowKind::Changed), 1, "{tried:?}");
    assert!(!tried.applied && tried.rows[0].explanation.contains("asa.ny@lulea.example"));
    let untouched = accounts.totara_drift(&scope, &files).await.unwrap();
    assert_eq!(untouched.rows, [], "a dry run writes nothing");
    assert!(import(moved.clone(), TotaraApply::AllOrNothing).await.applied);
    assert_eq!(import(moved.clone(), TotaraApply::DryRun).await.unchanged, 3);
    let lulea = house.sign_in("municipal-administrator.norrbotten@exempel.se").await;
    let one =
        "query ($id: ID!) { region(slug: \"norrbotten\") { staffMember(id: $id) { email } } }";
    let seen = lulea.ask(one, json!({ "id": member })).await;
    assert_eq!(seen["region"]["staffMember"]["email"], "asa.ny@lulea.example");

    // One faulty row, and nothing comes in; an address that is another's is one.
    for other in ["ingen adress", "orjan.berg@lulea.example"] {
        let wrong = with(&moved, "asa.ny@lulea.example", other);
        let wrong = with(&wrong, "Bo,Ny", "Bo,Nyare");
        let refused = import(wrong, TotaraApply::AllOrNothing).await;
        assert!(!refused.applied && refused.count(TotaraRowKind::Refused) > 0, "{refused:?}");
    }
    assert_eq!(import(moved.clone(), TotaraApply::DryRun).await.unchanged, 3);

    // Somebody new there is somebody new here, once.
    let mut more = moved;
    more.users.extend_from_slice(b"17,0,lo.lind,0,Lo,Lind,lo.lind@lulea.example,0\n");
    let jobs = more.assignments.as_mut().unwrap();
    jobs.extend_from_slice(b"j17,17,0,0,Handledare,,,2580,\n");
    let new = import(more.clone(), TotaraApply::AllOrNothing).await;
    assert_eq!((new.applied, new.count(TotaraRowKind::Created)), (true, 1), "{new:?}");
    assert_eq!(import(more, TotaraApply::AllOrNothing).await.unchanged, 4);
    let trail = "query { region(slug: \"norrbotten\") { audit(first: 100) { nodes { action } } } }";
    let trail = house.coordinator("norrbotten").await.ask(trail, json!({})).await.to_string();
    assert!(trail.contains("totara-export"), "whoever is given out is told of: {trail}");
}

async fn what_differs_is_told_within_reach(world: World) {
    let house = House::over(world);
    house.import("norrbotten-2022").await;
    let [manager, member, elsewhere, hidden] = staff(&house).await;
    let coordinator = house.coordinator("norrbotten").await;
    let kiruna = house.sign_in("kiruna@exempel.se").await;
    let participant = house.participant("norrbotten", "p@exempel.se").await;
    assert_eq!(participant.refusal(EXPORT, json!({})).await.0, "FORBIDDEN");
    assert_eq!(participant.refusal(DRIFT, json!({ "users": "" })).await.0, "FORBIDDEN");
    let own = kiruna.ask(EXPORT, json!({})).await;
    let own = &own["region"]["totaraExport"];
    assert_eq!(own["userCount"], 1);
    let text =
        |file: &Value| String::from_utf8(STANDARD.decode(file.as_str().unwrap()).unwrap()).unwrap();
    let users = text(&own["users"]);
    assert!(users.contains(&elsewhere) && !users.contains(&member), "{users}");
    assert!(!text(&own["organisations"]).contains("2580"), "Luleå's units are Luleå's");

    let files = files(&house).await;
    let drifted = with(&files, "Bo,Ny", "Bo,Nyare");
    let drifted = with(&drifted, &member, "99");
    let jobs = String::from_utf8(drifted.assignments.clone().unwrap()).unwrap();
    let jobs = jobs.replace(&member, "99");
    let given = json!({ "users": STANDARD.encode(&drifted.users),
        "assignments": STANDARD.encode(&jobs) });
    let seen = coordinator.ask(DRIFT, given.clone()).await;
    let seen = &seen["region"]["totaraDrift"];
    let counts = [&seen["onlyHere"], &seen["onlyThere"], &seen["differs"]];
    assert_eq!(counts, [1, 1, 1].map(|count| json!(count)).each_ref(), "{seen}");
    let row = |id: &str| {
        let rows = seen["rows"].as_array().unwrap();
        rows.iter().find(|row| row["idnumber"] == *id).cloned().unwrap_or_default()
    };
    assert_eq!([&row(&member)["kind"], &row("99")["kind"]], ["ONLY_HERE", "ONLY_THERE"]);
    assert_eq!(row(&elsewhere)["explanation"], "Namn: här Bo Ny, där Bo Nyare");
    assert!(!seen.to_string().contains(&hidden) && row(&manager).is_null());
    let theirs = kiruna.ask(DRIFT, given).await;
    let theirs = &theirs["region"]["totaraDrift"];
    assert_eq!(theirs["rows"].as_array().unwrap().len(), 1, "{theirs}");
    assert_eq!(theirs["rows"][0]["idnumber"], *elsewhere);
    for (users, path) in [("inte base64", "users"), ("MjU4MA==", "users")] {
        let refused = kiruna.refusal(DRIFT, json!({ "users": users })).await;
        assert_eq!(refused, ("INVALID_INPUT".to_owned(), vec![path.to_owned()]));
    }
}
