//! A coordinator who does what changes money: gives occasions, closes their days, corrects what was closed, and now
//! and then sets the books up otherwise.

use std::time::Duration;

use serde_json::{Value, json};

use super::chance::Chance;
use super::client::{Client, Outcome};
use super::{Tried, books};

/// What a writer has asked for and been told.
#[derive(Debug, Default)]
pub(crate) struct Written {
    pub(crate) region: &'static str,
    /// Days that were closed, as the server said.
    pub(crate) closed: Vec<String>,
    /// Corrections by their reason, which is like no other.
    pub(crate) corrections: Vec<Correction>,
}

/// A correction that was asked for.
#[derive(Debug)]
pub(crate) struct Correction {
    pub(crate) day: String,
    pub(crate) reason: String,
    /// `None` where the server ended before it said.
    pub(crate) done: Option<bool>,
}

/// Somebody on a closed day.
struct Seat {
    day: String,
    enrolment: String,
}

struct Writer {
    number: usize,
    tried: &'static Tried,
    client: Client,
    chance: Chance,
    municipalities: Vec<String>,
    seats: Vec<Seat>,
    count: usize,
    written: Written,
}

const SEATS: &str = "query ($region: String!) { region(slug: $region) {
    municipalities { code }
    occasions(first: 100) { nodes { participants { id days { courseDay mark } } } }
} }";

const REGISTER: &str = "mutation ($input: OccasionRegisterInput!) {
    occasionRegister(input: $input) { id courseDays { id } }
}";

const ENROL: &str = "mutation ($input: EnrolmentCreateInput!) {
    enrolmentCreate(input: $input) { participants { id state } }
}";

const CANCEL: &str =
    "mutation ($input: EnrolmentCancelInput!) { enrolmentCancel(input: $input) { id } }";

const ASSIGN: &str = "mutation ($input: TrainerAssignInput!) {
    trainerAssign(input: $input) { trainers { id } }
}";

pub(crate) const MARK: &str =
    "mutation ($input: AttendanceMarkInput!) { attendanceMark(input: $input) { id } }";

pub(crate) const CLOSE: &str =
    "mutation ($input: CourseDayCloseInput!) { courseDayClose(input: $input) { state } }";

const CORRECT: &str = "mutation ($input: CourseDayCorrectInput!) {
    courseDayCorrect(input: $input) { id }
}";

/// Writes until it is over, and tells what was written.
pub(crate) async fn write(
    number: usize,
    tried: &'static Tried,
    mut client: Client,
    chance: Chance,
) -> Written {
    let known = client.read(SEATS, &json!({ "region": tried.slug })).await;
    let written = Written { region: tried.slug, ..Written::default() };
    let mut writer = Writer {
        number,
        tried,
        client,
        chance,
        municipalities: texts(&known["municipalities"], "code"),
        seats: seats(&known["occasions"]["nodes"]),
        count: 0,
        written,
    };
    while writer.client.stage.goes_on() {
        match writer.chance.below(20) {
            0..4 => drop(writer.give_an_occasion().await),
            4 => books::change(tried, &mut writer.client, &mut writer.chance).await,
            _ => writer.correct().await,
        }
        let pause = writer.chance.below(120);
        tokio::time::sleep(Duration::from_millis(pause)).await;
    }
    writer.written
}

impl Writer {
    /// From registering to closing. Where the server ends in between, the occasion is left as it is.
    async fn give_an_occasion(&mut self) -> Option<()> {
        self.count += 1;
        let code = format!("W{}-{}", self.number, self.count);
        let days: Vec<Value> = (0..=self.chance.below(2)).map(|_| self.any_day()).collect();
        let given = json!({ "code": code, "course": "Grunden", "days": days });
        let occasion = self.done(REGISTER, given).await?;
        let (id, days) = (occasion["id"].clone(), texts(&occasion["courseDays"], "id"));
        let mut participants = Value::Null;
        for person in 0..2 + self.chance.below(4) {
            let name = format!("Person {code} {person}");
            let municipality = self.chance.of(&self.municipalities).clone();
            let new = json!({ "occasion": id, "name": name, "municipality": municipality });
            participants = self.done(ENROL, new).await?["participants"].take();
        }
        let mut enrolled = texts(&participants, "id");
        if self.chance.one_in(3) {
            let gone = enrolled.swap_remove(self.chance.index(enrolled.len()));
            self.done(CANCEL, json!({ "enrolment": gone })).await?;
        }
        for day in days {
            self.close(&code, &day, &enrolled).await?;
            let seat = |enrolment: &String| Seat { day: day.clone(), enrolment: enrolment.clone() };
            self.seats.extend(enrolled.iter().map(seat));
        }
        Some(())
    }

    async fn close(&mut self, code: &str, day: &str, enrolled: &[String]) -> Option<()> {
        let municipality = self.chance.of(&self.municipalities).clone();
        let lent = json!({ "courseDay": day, "name": format!("Ledare {code}"), "role": "LEADER",
            "municipality": municipality });
        let trainers = self.done(ASSIGN, lent).await?["trainers"].take();
        let marks: Vec<Value> = enrolled.iter().map(|one| self.any_mark(one)).collect();
        let served = texts(&trainers, "id");
        let served: Vec<_> =
            served.iter().map(|id| json!({ "assignment": id, "served": true })).collect();
        let marks = json!({ "courseDay": day, "marks": marks, "trainers": served });
        self.done(MARK, marks).await?;
        self.done(CLOSE, json!({ "courseDay": day })).await?;
        self.written.closed.push(day.to_owned());
        Some(())
    }

    async fn correct(&mut self) {
        self.count += 1;
        let reason = format!("Rättelse {}-{}", self.number, self.count);
        let place = self.chance.index(self.seats.len());
        let (day, enrolment) = (self.seats[place].day.clone(), self.seats[place].enrolment.clone());
        let mark = self.any_mark(&enrolment);
        let input = json!({ "courseDay": day, "reason": reason, "marks": [mark] });
        let done = match self.ask(CORRECT, input).await {
            Outcome::Done(_) => Some(true),
            // The mark was the same already.
            Outcome::Refused(code) if code == "INVALID_INPUT" => Some(false),
            Outcome::Refused(code) => panic!("a correction is refused with {code}"),
            Outcome::Unknown => None,
        };
        self.written.corrections.push(Correction { day, reason, done });
    }

    /// What is done without doubt; nothing else is taken further.
    async fn done(&mut self, operation: &str, input: Value) -> Option<Value> {
        match self.ask(operation, input).await {
            Outcome::Done(value) => Some(value),
            Outcome::Refused(code) => panic!("{operation} is refused with {code}"),
            Outcome::Unknown => None,
        }
    }

    async fn ask(&mut self, operation: &str, mut input: Value) -> Outcome {
        input["region"] = self.tried.slug.into();
        let outcome =
            self.client.ask(self.chance.index(2), operation, &json!({ "input": input })).await;
        if matches!(outcome, Outcome::Unknown) {
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        outcome
    }

    fn any_mark(&mut self, enrolment: &str) -> Value {
        let mark = *self.chance.of(&["ATTENDED", "ATTENDED", "ABSENT", "CANCELLED"]);
        json!({ "enrolment": enrolment, "mark": mark })
    }

    fn any_day(&mut self) -> Value {
        let (first, last, last_month) = self.tried.term;
        let year = first + self.chance.below(last - first + 1);
        let months = if year == last { last_month } else { 12 };
        let (month, day) = (1 + self.chance.below(months), 1 + self.chance.below(28));
        let length = *self.chance.of(&["1", "0.5"]);
        let delivery = *self.chance.of(&["ON_SITE", "DIGITAL", "RECORDED"]);
        let mut given = json!({ "date": format!("{year}-{month:02}-{day:02}"),
            "delivery": delivery, "length": length });
        if self.chance.one_in(3) && delivery == "ON_SITE" {
            let amount = format!("{}.{:02}", 300 + self.chance.below(900), self.chance.below(100));
            given["prices"] = json!([{ "component": "venue", "amount": amount }]);
        }
        given
    }
}

fn seats(occasions: &Value) -> Vec<Seat> {
    let mut seats = Vec::new();
    for participant in
        occasions.as_array().unwrap().iter().flat_map(|one| list(&one["participants"]))
    {
        for day in list(&participant["days"]).iter().filter(|day| !day["mark"].is_null()) {
            let text = |value: &Value| value.as_str().unwrap().to_owned();
            seats.push(Seat { day: text(&day["courseDay"]), enrolment: text(&participant["id"]) });
        }
    }
    seats
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

pub(crate) fn texts(all: &Value, field: &str) -> Vec<String> {
    list(all).iter().map(|one| one[field].as_str().unwrap().to_owned()).collect()
}
