//! Several faults at once: all are listed, by file and row, and none hides or makes another.

use crate::case::{DAYS, PARTICIPANTS, REGION, TRAINERS, sound};

#[test]
fn faults_of_all_files_are_listed_in_order() {
    let case = sound()
        .change(TRAINERS, "leader,yes", "boss,ja")
        .change(TRAINERS, "T2", "")
        .change(PARTICIPANTS, "A-1,P2,2506,absent", "A-3,P2,1,here")
        .change(PARTICIPANTS, "B-1,P3", "A-2,P1")
        .change(DAYS, "2023-09-18", "2023-02-30")
        .change(DAYS, "2024-02-01", "2024-07-01")
        .change(DAYS, "digital,1", "distans,2")
        .change(REGION, "title", "titel")
        .change(REGION, "212000-2668", "212000-2667");
    let faults = case.faults();
    let places: Vec<&str> = faults.iter().map(|fault| fault.split_once(": ").unwrap().0).collect();
    assert_eq!(
        places,
        [
            "region.toml, rad 15, nyckel municipalities[1].org_number",
            "region.toml, rad 19, nyckel agreement.title",
            "region.toml, rad 20, nyckel agreement.titel",
            "course_days.csv, rad 2, kolumn date",
            "course_days.csv, rad 4, kolumn date",
            "course_days.csv, rad 4, kolumn delivery",
            "course_days.csv, rad 4, kolumn length",
            "participants.csv, rad 3, kolumn course_day",
            "participants.csv, rad 3, kolumn municipality",
            "participants.csv, rad 3, kolumn status",
            "participants.csv, rad 5, kolumn person",
            "trainers.csv, rad 2, kolumn role",
            "trainers.csv, rad 2, kolumn served",
            "trainers.csv, rad 3, kolumn person",
        ]
    );
}

#[test]
fn a_fault_hides_no_other() {
    let case = sound()
        .change(REGION, "212000-2650", "212000-2651")
        .change(REGION, "40.5", "40")
        .change(REGION, "Plattform", "")
        .change(REGION, "amount = \"1000.00\"", "amount = \"-1\"")
        .change(REGION, "from = 2023-08-01", "from = 2023-09-19")
        .change(REGION, "component = \"pot\"", "component = \"kitty\"")
        .change(REGION, "distribution_month = 3", "distribution_month = 13")
        .change(REGION, "trainer = \"1\"", "")
        .change(DAYS, "1200.00", "12000000000");
    assert_eq!(
        case.faults(),
        [
            "region.toml, rad 5, nyckel municipalities: kommunernas procent blir tillsammans \
             99.50. Väntade 100.",
            "region.toml, rad 8, nyckel municipalities[0].org_number: 212000-2651 har fel \
             kontrollsiffra. Väntade att sista siffran stämmer med de andra nio.",
            "region.toml, rad 32, nyckel agreement.fixed_costs[1].name: är tomt. \
             Väntade kostnadens namn.",
            "region.toml, rad 49, nyckel agreement.fee_schedules[0].components[0].amount: -1 är \
             negativt. Väntade 0 eller mer.",
            "region.toml, rad 59, nyckel agreement.trainer_pot.component: ”kitty” finns inte i \
             någon prislista. Väntade en av pot, venue.",
            "region.toml, rad 60, nyckel agreement.trainer_pot.distribution_month: 13 är ingen \
             månad. Väntade ett tal från 1 till 12.",
            "course_days.csv, rad 2, kolumn date: 2023-09-18 är före den första prislistan. \
             Väntade 2023-09-19, då den börjar gälla, eller senare.",
            "course_days.csv, rad 2, kolumn venue: 12000000000 är för mycket. \
             Väntade högst 10 000 000 000 kr.",
            "trainers.csv, rad 3, kolumn role: rollen trainer har inga poäng. \
             Väntade en roll ur agreement.trainer_pot.points.",
        ]
    );
}

#[test]
fn nobody_lives_anywhere() {
    let case = sound()
        .change(REGION, "population = 6162", "population = 0")
        .change(REGION, "population = 2714", "population = 0")
        .change(REGION, "name = \"Arjeplog\"", "name = 1");
    assert_eq!(
        case.faults(),
        [
            "region.toml, rad 5, nyckel municipalities: en kostnad fördelas efter invånare. \
             Väntade någon kommun som har några.",
            "region.toml, rad 14, nyckel municipalities[1].name: är ett heltal. \
             Väntade kommunens namn.",
        ]
    );
}

#[test]
fn a_broken_region_makes_no_fault_of_what_was_delivered() {
    let case = sound().change(REGION, "[region]", "[region");
    let faults = case.faults();
    assert!(!faults.is_empty());
    let elsewhere = faults.iter().filter(|fault| !fault.starts_with("region.toml, rad "));
    assert_eq!(elsewhere.count(), 0, "{faults:#?}");
}

#[test]
fn a_list_on_one_line_is_read_as_any() {
    let text = sound().text(REGION);
    let (_, agreement) = text.split_once("[agreement]").unwrap();
    let member = "{code = \"2505\", name = \"A\", org_number = \"212000-2650\", population = 1, \
                  percent = \"50\"}";
    let region = "[region]\nslug = \"norrbotten\"\nname = \"N\"\n";
    let text = format!("municipalities = [{member}, {member}]\n{region}\n[agreement]{agreement}");
    let faults = sound().with(REGION, text).faults();
    assert_eq!(
        faults[0],
        "region.toml, rad 1, nyckel municipalities[1].code: kommunen 2505 finns redan på rad 1. \
         Väntade att den finns en gång."
    );
}
