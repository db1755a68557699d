//! Files from the bank: one is looked at before it is booked, and those that were booked are listed.

use askama::Template;
use axum::Extension;
use axum::extract::{Form, Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::{Money, course_date_at, swedish};
use serde::Deserialize;
use serde_json::json;

use crate::fault::Fault;
use crate::forms::{self, FaultLine, Typed, said_of};
use crate::frame::{Frame, Here};
use crate::operation::{operation, region_operation};
use crate::paging::{PageInfo, Pages};
use crate::rail::Section;
use crate::settlement::payments::bank_file::{BankFilePage, RowView, ToBook, counted};
use crate::settlement::payments::data::{BankFile, BankFileRow};
use crate::upload::Upload;
use crate::visit::{Visit, page};
use crate::{figures, random, urls};

const BANK_FILES: &str = region_operation!("bank_files");
const BANK_FILE_IMPORT: &str = operation!("bank_file_import");

/// What is looked at goes with the form that books it.
const LARGEST: usize = 150_000;

#[derive(Template)]
#[template(path = "settlement/bank_files.html")]
struct BankFilesPage {
    frame: Frame,
    faults: Vec<FaultLine>,
    file_fault: String,
    address: String,
    count: String,
    rows: Vec<Row>,
    pages: Pages,
}

struct Row {
    name: String,
    href: String,
    at: String,
    by: String,
    told: String,
    amount: String,
}

#[derive(Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    efter: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Content {
    bank_files: BankFiles,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct BankFiles {
    total_count: i64,
    page_info: PageInfo,
    nodes: Vec<BankFile>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    bank_file_import: Import,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Import {
    was_booked: bool,
    payments: i64,
    booked: i64,
    booked_amount: Money,
    file: Option<Booked>,
    rows: Vec<BankFileRow>,
}

#[derive(Deserialize)]
struct Booked {
    id: String,
}

/// The list, and the form that a file is chosen in.
pub(super) async fn show(
    visit: Visit,
    Path(region): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    listed(&visit, &region, &asked.efter, Vec::new()).await
}

async fn listed(
    visit: &Visit,
    region: &str,
    after: &str,
    faults: Vec<FaultLine>,
) -> Result<Response, Fault> {
    let variables = json!({ "after": Some(after).filter(|after| !after.is_empty()) });
    let (here, content): (Here, Content) = visit.region(BANK_FILES, region, variables).await?;
    let slug = here.slug.as_str();
    let address = urls::bank_files(slug);
    let files = content.bank_files;
    let mut frame = Frame::region(visit, &here, Section::Payments, "Bankfiler")?
        .below("Betalningar", urls::payments(slug));
    frame.tell_of(&faults);
    let status = forms::status(&faults);
    let mut response = page(&BankFilesPage {
        frame,
        file_fault: said_of(&faults, "fil"),
        faults,
        count: figures::counted(files.total_count, "bokförd fil", "bokförda filer"),
        pages: Pages::of(&address, &[], &files.page_info, !after.is_empty()),
        rows: files.nodes.into_iter().map(|file| row(slug, file)).collect(),
        address,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

fn row(region: &str, file: BankFile) -> Row {
    Row {
        href: urls::bank_file(region, &file.id),
        at: course_date_at(file.recorded_at).to_string(),
        told: format!("{} av {}", figures::count(file.booked), figures::count(file.payments)),
        amount: swedish::figure(file.booked_amount),
        by: file.recorded_by,
        name: file.name,
    }
}

/// Looks at a file, and shows what would become of each payment.
pub(super) async fn look(
    visit: Visit,
    Path(region): Path<String>,
    upload: Option<Extension<Upload>>,
) -> Result<Response, Fault> {
    let upload = upload.map(|Extension(upload)| upload).unwrap_or_default();
    let refused =
        async |text: &str| listed(&visit, &region, "", vec![FaultLine::of("fil", text)]).await;
    let (Some(bytes), Some(name)) = (upload.file("fil"), upload.file_name("fil")) else {
        return refused("Välj en fil från banken.").await;
    };
    if bytes.len() > LARGEST {
        let text = "Filen är större än sidan tar emot, ungefär 1 800 betalningar. Hämta en fil \
                    för varje dag från banken.";
        return refused(text).await;
    }
    let content = STANDARD.encode(bytes);
    let import = match send(&visit, &region, (name, &content), true, None).await {
        Ok(import) => import,
        Err(Fault::Invalid(fields)) => {
            let path = fields.first().map(|field| field.path.as_str()).unwrap_or_default();
            return refused(&told(path)).await;
        }
        Err(fault) => return Err(fault),
    };
    if let Some(file) = import.file.filter(|_| import.was_booked) {
        visit.session.say("Filen är redan bokförd. Inget har bokförts igen.");
        return Ok(Redirect::to(&urls::bank_file(&region, &file.id)).into_response());
    }
    let (here, _): (Here, Content) =
        visit.region(BANK_FILES, &region, json!({ "after": null })).await?;
    let slug = here.slug.as_str();
    let amount = swedish::money(import.booked_amount);
    page(&BankFilePage {
        frame: Frame::region(&visit, &here, Section::Payments, name)?
            .below("Betalningar", urls::payments(slug))
            .below("Bankfiler", urls::bank_files(slug)),
        name: name.to_owned(),
        told: format!("Inget är bokfört än. {}", counted(import.payments, import.booked)),
        rows: import.rows.iter().map(|row| RowView::of(slug, row)).collect(),
        to_book: Some(ToBook {
            address: urls::book_bank_file(slug),
            content,
            key: random::token::<16>()?,
            button: match import.booked {
                0 => String::new(),
                count => {
                    let count = figures::counted(count, "betalning", "betalningar");
                    format!("Bokför {count} på {amount}")
                }
            },
            back_href: urls::bank_files(slug),
        }),
        booked_amount: amount,
    })
}

/// Books what was looked at, and shows what became of it.
pub(super) async fn book(
    visit: Visit,
    Path(region): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    let file = (typed.get("namn"), typed.get("innehall"));
    let key = Some(typed.get("nyckel")).filter(|key| !key.is_empty());
    match send(&visit, &region, file, false, key).await {
        Ok(import) => {
            visit.session.say(&if import.was_booked {
                "Filen var redan bokförd. Inget har bokförts igen.".to_owned()
            } else {
                let count = figures::counted(import.booked, "betalning är", "betalningar är");
                format!("{count} bokförda på {}.", swedish::money(import.booked_amount))
            });
            let file = import.file.ok_or(Fault::Internal(None))?;
            Ok(Redirect::to(&urls::bank_file(&region, &file.id)).into_response())
        }
        Err(Fault::Conflict) => {
            let text = "Inget i filen kan bokföras längre: underlagen är redan betalda.";
            listed(&visit, &region, "", vec![FaultLine::of("fil", text)]).await
        }
        Err(Fault::Invalid(fields)) => {
            let path = fields.first().map(|field| field.path.as_str()).unwrap_or_default();
            listed(&visit, &region, "", vec![FaultLine::of("fil", told(path))]).await
        }
        Err(fault) => Err(fault),
    }
}

async fn send(
    visit: &Visit,
    region: &str,
    (name, content): (&str, &str),
    dry_run: bool,
    key: Option<&str>,
) -> Result<Import, Fault> {
    let input = json!({
        "region": region,
        "name": name,
        "content": content,
        "dryRun": dry_run,
        "idempotencyKey": key,
    });
    let answer: Answer = visit.ask(BANK_FILE_IMPORT, json!({ "input": input })).await?;
    Ok(answer.bank_file_import)
}

/// Why a file is refused, by the field at fault: the line where there is one.
fn told(path: &str) -> String {
    match path.strip_prefix("input.content.") {
        Some("1") => {
            "Filen är ingen BgMax-fil. Be banken om Bankgiro Inbetalningar i formatet BgMax."
                .to_owned()
        }
        Some(line) => format!(
            "Rad {line} stämmer inte med resten av filen. Inget är bokfört. Hämta filen på nytt \
             från banken: den kan ha ändrats eller vara avklippt."
        ),
        None if path == "input.content" => {
            "Filen kan inte läsas: den är en testfil, eller för stor.".to_owned()
        }
        None => "Filen kan inte tas emot. Ge den ett kortare namn och försök igen.".to_owned(),
    }
}
