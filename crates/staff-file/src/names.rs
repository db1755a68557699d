//! By which names columns are known, in the form that [`crate::header::folded`] gives them.

use crate::StaffColumn;

/// The names that a column goes by, best first.
pub(crate) fn of(column: StaffColumn) -> &'static [&'static str] {
    match column {
        StaffColumn::GivenName => &[
            "tilltalsnamn",
            "fornamn",
            "firstname",
            "givenname",
            "givennames",
            "forename",
            "first",
        ],
        StaffColumn::FamilyName => {
            &["efternamn", "familjenamn", "lastname", "familyname", "surname", "last"]
        }
        StaffColumn::FullName => &FULL_NAME,
        StaffColumn::Email => &EMAIL,
        StaffColumn::StaffNumber => &STAFF_NUMBER,
        StaffColumn::Unit => &UNIT,
        StaffColumn::Title => &TITLE,
        StaffColumn::Journey => &["yrkesresa", "yrkesresan", "yrkesresor", "resa", "journey"],
        StaffColumn::Step => &["steg", "yrkesresesteg", "niva", "step", "level"],
        StaffColumn::FirstDay => &FIRST_DAY,
        StaffColumn::LastDay => &LAST_DAY,
        StaffColumn::ManagerEmail => &MANAGER,
        StaffColumn::Municipality => &MUNICIPALITY,
        StaffColumn::ProtectedIdentity => &PROTECTED,
    }
}

const FULL_NAME: [&str; 15] = [
    "namn",
    "fullstandigtnamn",
    "helanamnet",
    "forochefternamn",
    "fornamnochefternamn",
    "fornamnefternamn",
    "efternamnfornamn",
    "efternamnochfornamn",
    "medarbetare",
    "anstalld",
    "name",
    "fullname",
    "displayname",
    "visningsnamn",
    "employee",
];

const EMAIL: [&str; 19] = [
    "epost",
    "epostadress",
    "epostarbete",
    "epostjobb",
    "arbetsepost",
    "tjanstemail",
    "eadress",
    "email",
    "emailadress",
    "emailaddress",
    "mail",
    "mailadress",
    "mailaddress",
    "mejl",
    "mejladress",
    "emejl",
    "workemail",
    "userprincipalname",
    "upn",
];

const STAFF_NUMBER: [&str; 16] = [
    "anstallningsnummer",
    "anstallningsnr",
    "anstallningsid",
    "anstnummer",
    "anstnr",
    "anstid",
    "anstalldnr",
    "personalnummer",
    "personalnr",
    "employeenumber",
    "employeeno",
    "employeeid",
    "staffnumber",
    "staffno",
    "staffid",
    "personnelnumber",
];

const UNIT: [&str; 16] = [
    "enhet",
    "enhetsnamn",
    "enhetensnamn",
    "arbetsplats",
    "arbetsstalle",
    "organisationsenhet",
    "avdelning",
    "sektion",
    "grupp",
    "organisation",
    "verksamhet",
    "unit",
    "workplace",
    "department",
    "orgunit",
    "office",
];

const TITLE: [&str; 12] = [
    "befattning",
    "befattningsbenamning",
    "yrkestitel",
    "titel",
    "tjanst",
    "tjanstetitel",
    "yrke",
    "roll",
    "title",
    "jobtitle",
    "position",
    "role",
];

const FIRST_DAY: [&str; 18] = [
    "from",
    "fromdatum",
    "datumfrom",
    "franochmed",
    "fran",
    "startdatum",
    "start",
    "forstadag",
    "anstalldfrom",
    "anstallningfrom",
    "anstallningsdatum",
    "anstallningsstart",
    "borjar",
    "giltigfrom",
    "startdate",
    "firstday",
    "hiredate",
    "validfrom",
];

const LAST_DAY: [&str; 17] = [
    "tom",
    "tomdatum",
    "datumtom",
    "tillochmed",
    "till",
    "slutdatum",
    "slut",
    "sistadag",
    "anstalldtom",
    "anstallningtom",
    "slutar",
    "giltigtom",
    "enddate",
    "lastday",
    "until",
    "validto",
    "to",
];

const MANAGER: [&str; 20] = [
    "chefensepost",
    "chefensepostadress",
    "chefsepost",
    "chefsepostadress",
    "chefepost",
    "epostchef",
    "epostadresschef",
    "eposttillchef",
    "chefensmail",
    "chefsmail",
    "mailchef",
    "narmastechefsepost",
    "narmastechefensepost",
    "narmastechef",
    "chef",
    "arbetsledare",
    "manageremail",
    "managersemail",
    "manager",
    "supervisor",
];

const MUNICIPALITY: [&str; 9] = [
    "kommunkod",
    "kommunnr",
    "kommunnummer",
    "kommun",
    "kommunnamn",
    "kommunensnamn",
    "municipalitycode",
    "municipality",
    "municipalityname",
];

const PROTECTED: [&str; 12] = [
    "skyddadepersonuppgifter",
    "skyddadepersonuppg",
    "skyddadidentitet",
    "skyddadid",
    "skyddadperson",
    "skyddad",
    "sekretessmarkering",
    "sekretessmarkerad",
    "sekretess",
    "skyddadfolkbokforing",
    "protectedidentity",
    "protected",
];
