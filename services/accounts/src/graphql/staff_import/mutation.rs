//! Bringing staff in from a file, step by step: upload, map, start, or stop.

use async_graphql::{Context, ID, InputObject, Object};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use graph::Refusal;
use identity::Permission;
use staff_file::ColumnIndex;
use tenancy::RegionScope;
use uuid::Uuid;

use super::{OnFault, StaffColumn, StaffImport};
use crate::graphql::accounts;
use crate::staff::import::upload::Upload;

/// A file, or cells that were pasted: one of the two.
#[derive(InputObject)]
struct StaffImportUploadInput {
    region: String,
    file_name: String,
    /// A CSV file in whatever encoding, or an XLSX workbook; in Base64.
    content: Option<String>,
    /// Cells from a spreadsheet.
    pasted: Option<String>,
}

/// What the columns hold.
#[derive(InputObject)]
struct StaffImportMapInput {
    region: String,
    import: ID,
    columns: Vec<ColumnChoiceInput>,
    /// SCB code of the employer of rows that name none.
    municipality: Option<String>,
}

/// What a column holds.
#[derive(InputObject)]
struct ColumnChoiceInput {
    /// Its position, from 0.
    index: i32,
    holds: StaffColumn,
}

/// How to bring a file in.
#[derive(InputObject)]
struct StaffImportStartInput {
    region: String,
    import: ID,
    on_fault: OnFault,
    /// Whether to invite those who are new.
    #[graphql(default)]
    invite: bool,
}

/// An import to stop.
#[derive(InputObject)]
struct StaffImportCancelInput {
    region: String,
    import: ID,
}

/// What bringing staff in adds to the mutations.
#[derive(Default)]
pub struct StaffImportMutation;

#[Object]
impl StaffImportMutation {
    /// Takes a file in. Nobody is brought in by that.
    async fn staff_import_upload(
        &self,
        context: &Context<'_>,
        input: StaffImportUploadInput,
    ) -> async_graphql::Result<StaffImport> {
        let scope = graph::enter(context, &input.region, Permission::ManageStaff).await?;
        let upload = match (input.content, input.pasted) {
            (Some(file), None) => Upload::File(
                STANDARD
                    .decode(file)
                    .map_err(|_| Refusal::field("content", "expected a file in Base64"))?,
            ),
            (None, Some(pasted)) => Upload::Pasted(pasted),
            (_, _) => {
                return Err(Refusal::field("content", "expected a file or pasted cells").into());
            }
        };
        let id = accounts(context)?.staff_upload(&scope, &input.file_name, upload).await;
        shown(context, scope, id.map_err(Refusal::from)?).await
    }

    /// Says what the columns hold, and whose staff they are.
    async fn staff_import_map(
        &self,
        context: &Context<'_>,
        input: StaffImportMapInput,
    ) -> async_graphql::Result<StaffImport> {
        let scope = graph::enter(context, &input.region, Permission::ManageStaff).await?;
        let id = import(&input.import)?;
        let columns: Vec<_> = input
            .columns
            .iter()
            .map(|one| {
                (one.holds.into(), ColumnIndex(usize::try_from(one.index).unwrap_or(usize::MAX)))
            })
            .collect();
        let code = input.municipality.as_deref();
        let municipality = code.map(crate::graphql::staff::municipality).transpose()?;
        let mapped = accounts(context)?.staff_import_map(&scope, id, &columns, municipality).await;
        mapped.map_err(Refusal::from)?;
        shown(context, scope, id).await
    }

    /// Begins to bring a file in, in the background.
    async fn staff_import_start(
        &self,
        context: &Context<'_>,
        input: StaffImportStartInput,
    ) -> async_graphql::Result<StaffImport> {
        let scope = graph::enter(context, &input.region, Permission::ManageStaff).await?;
        let id = import(&input.import)?;
        let begun =
            accounts(context)?.staff_import_start(&scope, id, input.on_fault, input.invite).await;
        begun.map_err(Refusal::from)?;
        shown(context, scope, id).await
    }

    /// Stops an import: what is in stays. An uploaded file is put away.
    async fn staff_import_cancel(
        &self,
        context: &Context<'_>,
        input: StaffImportCancelInput,
    ) -> async_graphql::Result<StaffImport> {
        let scope = graph::enter(context, &input.region, Permission::ManageStaff).await?;
        let id = import(&input.import)?;
        let stopped = accounts(context)?.staff_import_cancel(&scope, id).await;
        stopped.map_err(Refusal::from)?;
        shown(context, scope, id).await
    }
}

fn import(id: &ID) -> Result<Uuid, Refusal> {
    id.parse().map_err(|_| Refusal::NotFound)
}

async fn shown(
    context: &Context<'_>,
    scope: RegionScope,
    id: Uuid,
) -> async_graphql::Result<StaffImport> {
    let found = accounts(context)?.staff_import(&scope, id).await.map_err(Refusal::from)?;
    Ok(StaffImport::of(scope, found.ok_or(Refusal::NotFound)?))
}
