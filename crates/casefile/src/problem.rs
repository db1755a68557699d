//! What can be wrong with a case, each with what was found and what was expected, in Swedish.

use domain::{Date, Money, Percent};

use crate::quoted::for_example;

/// What is wrong, and what was expected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// There is no such folder.
    #[error("{0} är ingen mapp som finns. Väntade en mapp med region.toml och tre csv-filer.")]
    NoFolder(String),
    /// The folder has nothing in it.
    #[error("{0} är tom. Väntade region.toml, course_days.csv, participants.csv och trainers.csv.")]
    EmptyFolder(String),
    /// The file is not there.
    #[error("filen saknas. Väntade en fil med det namnet i mappen.")]
    NoFile,
    /// The operating system will not let the file be read.
    #[error("filen går inte att läsa: {0}.")]
    Unreadable(String),
    /// The text is in another encoding.
    #[error("texten är inte UTF-8. Spara filen som UTF-8.")]
    NotUtf8,
    /// Not the syntax of TOML.
    #[error("inte giltig TOML: {0}.")]
    Syntax(String),
    /// Something in the set-up of the books cannot be: what was expected.
    #[error("går inte att använda. Väntade {0}.")]
    Books(&'static str),
    /// A key that means nothing.
    #[error("okänd nyckel. Väntade någon av {expected}.")]
    UnknownKey {
        /// The keys that there may be.
        expected: String,
    },
    /// Months of invoicing where each occasion is invoiced by itself.
    #[error(
        "betyder inget när varje kurstillfälle faktureras för sig. Väntade att nyckeln saknas."
    )]
    NoMonthsWanted,
    /// Late cancellation where absence costs nothing.
    #[error(
        "betyder inget när bara de som deltar betalas. Väntade basis registered, eller att nyckeln saknas."
    )]
    NoLateCancellationWanted,
    /// A number of days that late cancellation cannot begin before a course day.
    #[error("{found} går inte. Väntade ett antal dagar från 1 till 365.")]
    NotLateCancellationDays {
        /// What stands there.
        found: String,
    },
    /// A key that must be there.
    #[error("nyckeln saknas. Väntade {expected}.")]
    NoKey {
        /// What its value would be.
        expected: &'static str,
    },
    /// A value of another type.
    #[error("är {found}. Väntade {expected}.")]
    WrongType {
        /// The type found.
        found: &'static str,
        /// The type expected.
        expected: &'static str,
    },
    /// A list or text with nothing in it.
    #[error("är tomt. Väntade {expected}.")]
    Empty {
        /// What would be there.
        expected: &'static str,
    },
    /// The file has no header.
    #[error("filen är tom. Väntade en första rad med kolumnerna {expected}.")]
    NoHeader {
        /// The columns.
        expected: String,
    },
    /// Fields are separated by semicolons.
    #[error("kolumnerna skiljs åt av semikolon. Väntade komma.")]
    Semicolons,
    /// A column that must be there.
    #[error("kolumnen saknas. Väntade kolumnerna {expected}.")]
    NoColumn {
        /// All columns that must be there.
        expected: String,
    },
    /// Two columns with the same name.
    #[error("kolumnen finns två gånger. Väntade att den finns en gång.")]
    DuplicateColumn,
    /// More or fewer fields than columns.
    #[error("{found} fält. Väntade {expected}, ett för varje kolumn.")]
    FieldCount {
        /// Fields of the row.
        found: usize,
        /// Columns of the file.
        expected: usize,
    },
    /// Not one of the words.
    #[error("”{found}” är inget av orden här. Väntade {expected}.")]
    UnknownWord {
        /// What stands there.
        found: String,
        /// The words.
        expected: &'static str,
    },
    /// Not a date.
    #[error("”{found}” är inget datum. Väntade år-månad-dag, till exempel 2024-05-31.")]
    NotADate {
        /// What stands there.
        found: String,
    },
    /// Not a month.
    #[error("{found} är ingen månad. Väntade ett tal från 1 till 12.")]
    NotAMonth {
        /// What stands there.
        found: String,
    },
    /// Not a number.
    #[error("”{found}” är inget tal. Väntade {expected}.")]
    NotANumber {
        /// What stands there.
        found: String,
        /// What it would be.
        expected: &'static str,
    },
    /// More than two decimals.
    #[error("”{found}” har fler än två decimaler. Väntade högst två.")]
    TooManyDecimals {
        /// What stands there.
        found: String,
    },
    /// A negative figure.
    #[error("{found} är negativt. Väntade 0 eller mer.")]
    Negative {
        /// What stands there.
        found: String,
    },
    /// A figure above its limit.
    #[error("{found} är för mycket. Väntade högst {most}.")]
    TooLarge {
        /// What stands there.
        found: String,
        /// The limit.
        most: &'static str,
    },
    /// A rounding of zero.
    #[error("är noll. Väntade ett belopp över noll, till exempel \"1.00\".")]
    ZeroRounding,
    /// A course day of another length.
    #[error("”{found}” är ingen längd. Väntade 1 eller 0.5.")]
    NotALength {
        /// What stands there.
        found: String,
    },
    /// Not a short name.
    #[error(
        "”{found}” kan inte vara ett kortnamn. Väntade 2–40 tecken a–z, 0–9 och bindestreck, först en bokstav."
    )]
    NotASlug {
        /// What stands there.
        found: String,
    },
    /// Not a municipality code.
    #[error("”{found}” är ingen kommunkod. Väntade fyra siffror, till exempel 2505.")]
    NotAMunicipalityCode {
        /// What stands there.
        found: String,
    },
    /// A municipality that is no member.
    #[error("{found} är ingen av avtalets kommuner. Väntade en kod ur region.toml{}.", for_example(.example.as_ref()))]
    UnknownMunicipality {
        /// What stands there.
        found: String,
        /// A code that would do.
        example: Option<String>,
    },
    /// A course day that is not there.
    #[error("”{found}” är ingen kursdag. Väntade ett id ur course_days.csv{}.", for_example(.example.as_ref()))]
    UnknownCourseDay {
        /// What stands there.
        found: String,
        /// An id that would do.
        example: Option<String>,
    },
    /// A component that is in no price list.
    #[error("”{found}” finns inte i någon prislista. Väntade en av {expected}.")]
    UnknownComponent {
        /// What stands there.
        found: String,
        /// The components.
        expected: String,
    },
    /// Not an organisation number.
    #[error(
        "”{found}” är inget organisationsnummer. Väntade tio siffror, till exempel 212000-2650."
    )]
    NotAnOrgNumber {
        /// What stands there.
        found: String,
    },
    /// An organisation number whose check digit is wrong.
    #[error("{found} har fel kontrollsiffra. Väntade att sista siffran stämmer med de andra nio.")]
    WrongCheckDigit {
        /// What stands there.
        found: String,
    },
    /// The same thing twice.
    #[error("{what} {found} finns redan på rad {first}. Väntade att den finns en gång.")]
    Duplicate {
        /// What kind of thing.
        what: &'static str,
        /// What stands there.
        found: String,
        /// The row where it is for the first time.
        first: u64,
    },
    /// The same person twice on a day.
    #[error(
        "{person} är redan anmäld till kursdagen {day} på rad {first}. Väntade en rad per person och dag."
    )]
    DuplicateParticipant {
        /// The person's code.
        person: String,
        /// The day.
        day: String,
        /// The row where the person is for the first time.
        first: u64,
    },
    /// The term ends before it begins.
    #[error(
        "avtalet slutar {to} men börjar {from}. Väntade en sista dag som inte är före den första."
    )]
    EndsBeforeItBegins {
        /// First day.
        from: Date,
        /// Last day.
        to: Date,
    },
    /// A course day outside the term.
    #[error("{found} är utanför avtalstiden. Väntade {from} till {to}.")]
    OutsideTerm {
        /// The day.
        found: Date,
        /// First day of the term.
        from: Date,
        /// Last day of the term.
        to: Date,
    },
    /// A course day before there is any price.
    #[error(
        "{found} är före den första prislistan. Väntade {first}, då den börjar gälla, eller senare."
    )]
    BeforeFirstPriceList {
        /// The day.
        found: Date,
        /// When the first price list starts.
        first: Date,
    },
    /// A cost that cannot be divided into shares of whole units.
    #[error(
        "{annual} kr är inte jämnt delbart med avrundningen. Väntade en multipel av {rounding} kr."
    )]
    NotAMultiple {
        /// The cost of a year.
        annual: Money,
        /// The unit.
        rounding: Money,
    },
    /// The percentages do not add up.
    #[error("kommunernas procent blir tillsammans {sum}. Väntade 100.")]
    PercentSum {
        /// Their sum.
        sum: String,
    },
    /// A member without the percentage that a cost is shared by.
    #[error(
        "nyckeln saknas. Väntade en andel, till exempel \"4.5\": en kostnad fördelas efter procent."
    )]
    NoPercent,
    /// A cost is shared by residents, and nobody has any.
    #[error("en kostnad fördelas efter invånare. Väntade någon kommun som har några.")]
    NoResidents,
    /// A role that earns nothing by the agreement, not even zero.
    #[error("rollen {role} har inga poäng. Väntade en roll ur agreement.trainer_pot.points.")]
    NoPoints {
        /// The role.
        role: &'static str,
    },
    /// More participants of a municipality on a day than can be counted.
    #[error("för många personer från en kommun på en dag. Väntade högst {}.", u32::MAX)]
    Uncountable,
    /// A share of more than all.
    #[error("{found} är för mycket. Väntade högst {} procent.", Percent::WHOLE)]
    AboveWhole {
        /// What stands there.
        found: String,
    },
}
