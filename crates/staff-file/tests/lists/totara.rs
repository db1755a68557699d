//! The learning platform's files, as HR Import has them.

use chrono::{DateTime, Utc};
use staff_file::totara::{
    Difference, DriftKind, JobAssignment, Names, ReadFault, Side, User, Workplace, assignments_csv,
    drift, organisations, organisations_csv, read_assignments, read_organisations, read_users,
    users_csv,
};
use staff_file::{Label, Limits};

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).unwrap()
}

fn user(idnumber: &str) -> User {
    User {
        idnumber: idnumber.to_owned(),
        modified: at(1_767_225_600),
        username: format!("{idnumber}@lulea.example"),
        deleted: false,
        given_name: "Åsa".to_owned(),
        family_name: "Öberg, född Ek".to_owned(),
        email: format!("{idnumber}@lulea.example"),
        suspended: false,
    }
}

fn job(user: &str, organisation: &str, manager: Option<&str>) -> JobAssignment {
    JobAssignment {
        idnumber: format!("{user}-{organisation}"),
        user: user.to_owned(),
        modified: at(0),
        deleted: false,
        title: "Socialsekreterare".to_owned(),
        first_day: Some("2026-01-01".parse().unwrap()),
        last_day: None,
        organisation: Some(organisation.to_owned()),
        manager: manager.map(str::to_owned),
    }
}

#[test]
fn files_are_as_hr_import_reads_them() {
    let text = |bytes| String::from_utf8(bytes).unwrap();
    assert_eq!(
        text(users_csv(&[user("p1")])),
        "idnumber,timemodified,username,deleted,firstname,lastname,email,suspended\n\
         p1,1767225600,p1@lulea.example,0,Åsa,\"Öberg, född Ek\",p1@lulea.example,0\n"
    );
    // The day begins in Sweden an hour before it does in Greenwich.
    assert_eq!(
        text(assignments_csv(&[job("p1", "2580", Some("p2"))])),
        "idnumber,useridnumber,timemodified,deleted,fullname,startdate,enddate,orgidnumber,manageridnumber\n\
         p1-2580,p1,0,0,Socialsekreterare,1767222000,,2580,p2\n"
    );
    let municipality = "2580".parse().unwrap();
    let workplace = |unit: Option<&str>| Workplace {
        municipality,
        municipality_name: "Luleå".to_owned(),
        unit: unit.map(|unit| Label::parse(unit).unwrap()),
    };
    let places =
        [workplace(Some("Barn och unga")), workplace(None), workplace(Some("BARN och unga"))];
    let made = organisations("kommuner", at(0), &places);
    let written = organisations_csv(&made);
    assert_eq!(
        text(written.clone()),
        "idnumber,fullname,shortname,deleted,frameworkidnumber,parentidnumber,timemodified\n\
         2580,Luleå,Luleå,0,kommuner,,0\n\
         2580/barn och unga,Barn och unga,Barn och unga,0,kommuner,2580,0\n"
    );
    let read = read_organisations(&written, &Names::usual(), Limits::USUAL).unwrap();
    assert_eq!((read.records, read.faults.len()), (made, 0));
}

#[test]
fn files_of_theirs_are_read_whatever_their_order_and_names() {
    let text = "Anknytning;username;E-post;TimeModified;idnumber;firstname;suspended\n\
        12;a;a@x.example;0;p1;'=Åsa;1\n;b;;31/01/2026;p2;Bo;\n;c;;0;;;\n;d;;snart;p4;;\n;e;;0;p5;;kanske\n;f;;0;p1;;\n";
    let names = Names::usual().renamed("E-post", "email");
    let read = read_users(text.as_bytes(), &names, Limits::USUAL).unwrap();
    assert_eq!(read.unknown, ["Anknytning"]);
    let [first, second] = read.records.try_into().unwrap();
    assert_eq!((first.email.as_str(), first.suspended), ("a@x.example", true));
    assert_eq!(first.given_name, "'=Åsa", "nothing is taken off");
    assert_eq!(second.modified.to_rfc3339(), "2026-01-30T23:00:00+00:00");
    let faults: Vec<_> = read.faults.iter().map(ToString::to_string).collect();
    assert_eq!(
        faults,
        [
            "row 4, column idnumber: a value is needed",
            "row 5, column timemodified: neither a Unix time nor a date like 31/01/2026",
            "row 6, column suspended: neither 0 nor 1",
            "row 7, column idnumber: the same idnumber as in row 2",
        ]
    );
    let read = |text: &str| read_assignments(text.as_bytes(), &Names::usual(), Limits::USUAL);
    assert_eq!(read("idnumber,timemodified\n"), Err(ReadFault::NoColumn { name: "useridnumber" }));
    assert_eq!(read("idnumber,IdNumber\n"), Err(ReadFault::Twice { name: "idnumber" }));
}

#[test]
fn drift_tells_each_person_and_field_in_order() {
    let ours = [user("p3"), user("p1"), user("p2"), user("p9")];
    let jobs = [
        job("p1", "2580", Some("p2")),
        job("p2", "2580", None),
        job("p3", "2582", None),
        job("p3", "2580", None),
    ];
    let mut theirs = vec![user("p2"), user("p1"), user("p4"), user("p3"), user("p9")];
    let mut their_jobs = jobs.clone();
    their_jobs.reverse();
    theirs[0].email = "P2@LULEA.example".to_owned();
    theirs[1].given_name = "Asa".to_owned();
    theirs[1].email = "annan@lulea.example".to_owned();
    theirs[1].suspended = true;
    theirs[4].deleted = true;
    their_jobs[3].organisation = None;
    their_jobs[3].manager = Some("p3".to_owned());
    let side = |users, assignments| Side { users, assignments };
    let found = drift(side(&ours, &jobs), side(&theirs, &their_jobs));
    let text = str::to_owned;
    let differences = vec![
        Difference::Name {
            ours: text("Åsa Öberg, född Ek"), theirs: text("Asa Öberg, född Ek")
        },
        Difference::Email { ours: text("p1@lulea.example"), theirs: text("annan@lulea.example") },
        Difference::Suspended { ours: false, theirs: true },
        Difference::Organisations { ours: vec![text("2580")], theirs: vec![] },
        Difference::Managers { ours: vec![text("p2")], theirs: vec![text("p3")] },
    ];
    let expected = [
        ("p1", DriftKind::Differs(differences)),
        ("p4", DriftKind::MissingHere),
        ("p9", DriftKind::MissingThere),
    ];
    let found: Vec<_> = found.iter().map(|one| (one.idnumber.as_str(), one.kind.clone())).collect();
    assert_eq!(found, expected);
    assert_eq!(drift(side(&ours, &jobs), side(&ours, &jobs)), []);
}
