//! Commands: what they write, what they refuse, and how they end.

use std::fs;
use std::path::Path;
use std::process::Command;

use testkit::World;

use crate::running::{Program, binary, case};

testkit::on_both_databases!(
    what_is_exported_comes_in_again_unchanged,
    migrating_again_and_at_once_is_safe,
    regions_are_made_and_listed,
    the_audit_is_verified_and_its_end_kept,
    staff_go_to_the_learning_platform_and_come_back,
    retention_is_tried_before_it_is_decided,
    recipients_come_from_a_file_whole_or_not_at_all,
    one_command_issues_in_every_region,
    what_the_set_up_lacks_is_named,
);

async fn what_is_exported_comes_in_again_unchanged(world: World) {
    let program = Program::on(&world);
    program.import(&["norrbotten-2022"]);
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (folder.path().join("a"), folder.path().join("b"));
    program.done(&["region", "export", "norrbotten", "--out", first.to_str().unwrap()]);
    let again = program.done(&["region", "import", first.to_str().unwrap()]);
    assert!(again.contains("added 0 course days, 0 participants and 0 trainers"), "{again}");
    program.done(&["region", "export", "norrbotten", "--out", second.to_str().unwrap()]);
    for file in ["region.toml", "course_days.csv", "participants.csv", "trainers.csv"] {
        let read = |folder: &Path| fs::read_to_string(folder.join(file)).unwrap();
        assert_eq!(read(&first), read(&second), "{file}");
        if file != "region.toml" {
            let sorted = |text: &str| {
                let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
                lines.sort();
                lines
            };
            let original = fs::read_to_string(case("norrbotten-2022").join(file)).unwrap();
            assert_eq!(sorted(&read(&first)), sorted(&original), "{file}");
        }
    }
    let told =
        program.refused(&["region", "export", "norrbotten", "--out", first.to_str().unwrap()]);
    assert!(!told.is_empty(), "a folder with something in it stays as it is");
}

async fn staff_go_to_the_learning_platform_and_come_back(world: World) {
    let program = Program::on(&world);
    program.import(&["norrbotten-2022"]);
    let folder = tempfile::tempdir().unwrap();
    let (theirs, ours) = (folder.path().join("theirs"), folder.path().join("ours"));
    fs::create_dir(&theirs).unwrap();
    let users = "idnumber,timemodified,username,deleted,firstname,lastname,email\n\
        17,0,lo.lind,0,Lo,Lind,lo.lind@lulea.example\n18,0,bo.berg,0,Bo,Berg,bo.berg@lulea.example\n";
    let jobs = "idnumber,useridnumber,timemodified,deleted,fullname,orgidnumber,manageridnumber\n\
        j17,17,0,0,Handledare,2580,18\nj18,18,0,0,Chef,2580,\n";
    fs::write(theirs.join("user.csv"), users).unwrap();
    fs::write(theirs.join("jobassignment.csv"), jobs).unwrap();
    let from = ["--from", theirs.to_str().unwrap()];
    let ask = |what: &'static str, more: &[&'static str]| {
        [&["totara", what, "--region", "norrbotten"], from.as_slice(), more].concat()
    };
    let tried = program.done(&ask("import", &[]));
    assert!(tried.contains("2 created") && tried.contains("nothing was written"), "{tried}");
    let done = program.done(&ask("import", &["--apply"]));
    assert!(done.contains("2 created") && !done.contains("nothing"), "{done}");
    assert!(program.done(&ask("import", &["--apply"])).contains("2 unchanged"));
    let drift = program.done(&ask("drift", &[]));
    assert!(drift.contains("4 persons are not the same"), "theirs have other ids: {drift}");
    let out = ours.to_str().unwrap();
    let told = program.done(&["totara", "export", "--region", "norrbotten", "--out", out]);
    assert!(told.contains("Wrote 2 users"), "{told}");
    let same = program.done(&["totara", "drift", "--region", "norrbotten", "--from", out]);
    assert!(same.contains("0 persons are not the same"), "{same}");
    fs::write(theirs.join("user.csv"), users.replace("bo.berg@lulea.example", "-")).unwrap();
    let refused = program.refused(&ask("import", &["--apply"]));
    assert!(refused.contains("nothing was brought in"), "{refused}");
}

async fn retention_is_tried_before_it_is_decided(world: World) {
    let program = Program::on(&world);
    program.import(&["norrbotten-2022"]);
    let ask =
        |more: &[&'static str]| [["retention", "--region", "norrbotten"].as_slice(), more].concat();
    let undecided = program.done(&ask(&[]));
    assert_eq!(undecided.matches("nothing is decided").count(), 2, "{undecided}");
    let tried = program.done(&ask(&["--staff-months", "1"]));
    assert!(tried.contains("Persons: 0 were last of use before"), "they came today: {tried}");
    let applied = program.done(&ask(&["--apply"]));
    assert!(applied.contains("Erased 0 persons and 0 lists"), "{applied}");
    for wrong in [["--staff-months", "0"].as_slice(), &["--apply", "--list-months", "3"]] {
        assert_eq!(program.run(&ask(wrong)).status.code(), Some(2), "{wrong:?}");
    }
}

async fn migrating_again_and_at_once_is_safe(world: World) {
    let program = Program::on(&world);
    program.import(&["goteborgsregionen-2022"]);
    let mut running: Vec<_> =
        (0..4).map(|_| program.command(&["migrate"]).spawn().unwrap()).collect();
    assert!(running.iter_mut().all(|child| child.wait().unwrap().success()));
    let listed = program.done(&["region", "list"]);
    assert!(listed.contains("goteborgsregionen"), "{listed}");
}

async fn regions_are_made_and_listed(world: World) {
    let program = Program::on(&world);
    program.done(&["region", "create", "region-dalarna", "--name", "Region Dalarna"]);
    let told = program.refused(&["region", "create", "region-dalarna", "--name", "En till"]);
    assert!(told.contains("already"), "{told}");
    assert!(program.done(&["region", "list"]).contains("Region Dalarna"));
    let until = ["--until", "2024-01-01"];
    let nowhere = ["documents", "issue", "--region", "ingenstans"];
    program.refused(&[nowhere.as_slice(), until.as_slice()].concat());
}

async fn the_audit_is_verified_and_its_end_kept(world: World) {
    let program = Program::on(&world);
    program.import(&["goteborgsregionen-2022", "norrbotten-2022"]);
    let told = program.done(&["audit", "verify"]);
    assert_eq!(told.matches(": 2 entries, the chain is whole. Last link: ").count(), 2, "{told}");
    let of_norrbotten = told.lines().find(|line| line.starts_with("norrbotten")).unwrap();
    let link = of_norrbotten.rsplit(' ').next().unwrap();
    program.done(&["documents", "issue", "--region", "norrbotten", "--until", "2022-12-31"]);
    let kept = ["audit", "verify", "--region", "norrbotten", "--kept", link];
    assert!(program.done(&kept).starts_with("norrbotten: 3 entries"));
    let other = ["audit", "verify", "--region", "goteborgsregionen", "--kept", link];
    assert!(program.refused(&other).contains("taken from its end"));
}

#[test]
fn a_case_with_faults_is_refused_with_all_of_them() {
    let folder = tempfile::tempdir().unwrap();
    let broken = copy(&case("goteborgsregionen-2022"), &folder.path().join("fall"));
    let toml = fs::read_to_string(broken.join("region.toml")).unwrap();
    fs::write(broken.join("region.toml"), toml.replace("1481", "1234")).unwrap();
    let days = fs::read_to_string(broken.join("course_days.csv")).unwrap();
    fs::write(broken.join("course_days.csv"), days.replace("on_site", "på plats")).unwrap();
    fs::remove_file(broken.join("trainers.csv")).unwrap();
    let out = folder.path().join("ut");
    let settle = settle(&broken, &["--out", out.to_str().unwrap()]);
    assert_eq!(settle.0, Some(1));
    for file in ["course_days.csv", "participants.csv", "trainers.csv"] {
        assert!(settle.2.contains(file), "{file} in {}", settle.2);
    }
    assert!(settle.1.is_empty() && !out.exists(), "nothing is written");
    let empty = tempfile::tempdir().unwrap();
    let (code, _, told) = self::settle(empty.path(), &["--out", out.to_str().unwrap()]);
    assert_eq!(code, Some(1));
    assert!(["region.toml", "course_days.csv"].iter().all(|file| told.contains(file)), "{told}");
}

#[test]
fn a_municipality_is_explained_with_its_rounding() {
    let (code, told, fault) = settle(&case("goteborgsregionen-2022"), &["--explain", "Mölndal"]);
    assert_eq!(code, Some(0), "{fault}");
    for part in ["5\u{a0}334", "20\u{a0}001", "5\u{a0}333", "agreement.trainer_pot", "prislistan"] {
        assert!(told.contains(part), "{part} in {told}");
    }
    let (code, _, told) = settle(&case("goteborgsregionen-2022"), &["--explain", "Kiruna"]);
    assert_eq!(code, Some(1));
    assert!(told.contains("Mölndal"), "who there is: {told}");
}

#[test]
fn wrong_usage_is_told_apart_from_refusal() {
    for arguments in
        [&["settle"][..], &["documents", "issue", "--until", "i morgon"], &["nonsense"]]
    {
        let output = Command::new(binary()).args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn the_contract_is_the_schema_of_the_code() {
    let printed = Command::new(binary()).arg("schema").output().unwrap().stdout;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../services/gateway/schema.graphql");
    let committed = fs::read_to_string(path).unwrap();
    assert!(
        String::from_utf8(printed).unwrap() == committed,
        "update it: cargo run -- schema > services/gateway/schema.graphql"
    );
}

fn settle(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(binary()).arg("settle").arg(folder).args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

fn copy(from: &Path, to: &Path) -> std::path::PathBuf {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
    to.to_owned()
}

async fn recipients_come_from_a_file_whole_or_not_at_all(world: World) {
    let program = Program::on(&world);
    program.import(&["norrbotten-2022"]);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("f.csv");
    let at = ["books", "recipients", "norrbotten", "--file", file.to_str().unwrap()];
    let with = |more: &[&'static str]| [at.as_slice(), more].concat();
    fs::write(&file, "Kommun;Peppol;Ordernummer\nLuleå;0007:2120002742;B-17\n").unwrap();
    let told = program.done(&with(&["--dry-run"]));
    assert!(told.contains("1 added, 0 changed, 0 removed, 0 unchanged; nothing was"), "{told}");
    assert!(program.done(&at).contains("added     2580  all"));
    assert!(program.done(&at).contains("0 added, 0 changed, 0 removed, 1 unchanged."));
    fs::write(&file, "Kommun;Peppol;Ordernummer\nLuleå;2120002742;B-17\nKivik;0007:2120002742;B\n")
        .unwrap();
    let refused = program.refused(&at);
    for told in
        ["row 2, column Peppol, found \"2120002742\": expected 0007:", "row 3, column Kommun"]
    {
        assert!(refused.contains(told), "{refused}");
    }
}

/// Brings Göteborgsregionen in with these books.
fn import_with(program: &Program, books: &str) {
    let folder = tempfile::tempdir().unwrap();
    let own = copy(&case("goteborgsregionen-2022"), &folder.path().join("fall"));
    let told = fs::read_to_string(own.join("region.toml")).unwrap();
    fs::write(own.join("region.toml"), told + books).unwrap();
    program.done(&["region", "import", own.to_str().unwrap()]);
}

async fn what_the_set_up_lacks_is_named(world: World) {
    let program = Program::on(&world);
    let seller = "\n[books.seller]\nname = \"Göteborgsregionen\"\norg_number = \"222000-0265\"\n\
        peppol = \"0007:2220000265\"\nbankgiro = \"5402-9681\"\n";
    import_with(&program, seller);
    let issue = ["documents", "issue", "--region", "goteborgsregionen", "--until", "2022-12-31"];
    let refused = program.refused(&issue);
    assert!(
        refused.contains("nothing was issued: books.vat is missing for course_fee, code "),
        "{refused}"
    );
    assert!(refused.contains("nothing was issued: books.recipients is missing for 1"), "{refused}");
    assert!(!refused.contains("seller"), "{refused}");
}

/// Where one region refuses, the others are issued, and it is named with why.
async fn one_command_issues_in_every_region(world: World) {
    let program = Program::on(&world);
    import_with(&program, "\n[books]\nfour_eyes = true\n");
    program.import(&["norrbotten-2022"]);
    program.done(&["region", "create", "region-dalarna", "--name", "Region Dalarna"]);
    let everywhere = ["documents", "issue", "--until", "2022-12-31"];
    let done = program.run(&everywhere);
    assert_eq!(done.status.code(), Some(1));
    let (said, refused) =
        (String::from_utf8(done.stdout).unwrap(), String::from_utf8(done.stderr).unwrap());
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines[0], "goteborgsregionen (1 of 3): Refused.");
    assert!(lines[1].starts_with("norrbotten (2 of 3): Issued "), "{said}");
    assert_eq!(lines[2], "region-dalarna (3 of 3): There was nothing to issue.");
    assert!(
        refused.contains("goteborgsregionen: nothing was issued: somebody else must attest"),
        "{refused}"
    );
    let issued = program.done(&["documents", "list", "--region", "norrbotten"]);
    let total = issued.lines().last().unwrap();
    assert!(said.contains(&format!("Issued {total} in all.")), "{said} but {issued}");
}
