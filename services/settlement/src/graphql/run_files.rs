//! All files of a run, as clients ask for them, see how far they have come, and take them.

use async_graphql::{Context, ID, InputObject, Object};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use domain::RunId;
use graph::Refusal;
use identity::Permission;
use tenancy::RegionScope;

use crate::files::Format;
use crate::record::RunRecord;
use crate::run_files::{self, FilesState, RunFiles, WithheldDocument, ask};

/// The files of all documents of a run in one format, as a zip archive in parts.
pub(super) struct RunFilesView {
    scope: RegionScope,
    name: String,
    files: RunFiles,
}

impl RunFilesView {
    fn show(scope: &RegionScope, run: &RunRecord, files: RunFiles) -> Self {
        let name = run_files::name(scope.slug(), run, files.format);
        Self { scope: scope.clone(), name, files }
    }

    /// What somebody has asked for; nothing where nobody has, or it is kept no longer.
    pub(super) async fn find(
        scope: &RegionScope,
        run: &ID,
        format: Format,
    ) -> Result<Option<Self>, Refusal> {
        let run: RunId = run.parse().map_err(|_| Refusal::NotFound)?;
        let found = run_files::find(scope, run, format).await?.ok_or(Refusal::NotFound)?;
        let (run, files) = found;
        Ok(files.map(|files| Self::show(scope, &run, files)))
    }
}

/// The files of all documents of a run in one format, as a zip archive in parts: all parts after each other are the
/// archive.
#[Object(name = "RunFiles")]
impl RunFilesView {
    async fn id(&self) -> ID {
        self.files.id.to_string().into()
    }

    async fn format(&self) -> Format {
        self.files.format
    }

    async fn state(&self) -> FilesState {
        self.files.state
    }

    async fn asked_at(&self) -> DateTime<Utc> {
        self.files.asked_at
    }

    async fn asked_by(&self) -> &str {
        &self.files.asked_by
    }

    /// How many documents the run has.
    async fn documents(&self) -> i32 {
        self.files.documents
    }

    /// How many of them are over and done with.
    async fn done(&self) -> i32 {
        self.files.done
    }

    /// Documents without a file in it, and why.
    async fn withheld(&self) -> &[WithheldDocument] {
        &self.files.withheld
    }

    /// The archive's name.
    async fn name(&self) -> &str {
        &self.name
    }

    /// The archive's bytes; 0 while it is being made.
    async fn size(&self) -> i64 {
        self.files.size
    }

    /// How many parts the archive has; 0 while it is being made, and where every document is withheld.
    async fn parts(&self) -> i32 {
        self.files.parts
    }

    async fn finished_at(&self) -> Option<DateTime<Utc>> {
        self.files.finished_at
    }

    /// From when on it is not kept any more.
    async fn expires_at(&self) -> Option<DateTime<Utc>> {
        self.files.expires_at
    }

    /// A part of the archive in Base64, the first being 1; null where there is none.
    async fn part(&self, number: i32) -> async_graphql::Result<Option<String>> {
        let part = run_files::part(&self.scope, &self.files, number).await;
        Ok(part.map_err(Refusal::from)?.map(|content| STANDARD.encode(content)))
    }
}

/// What the files of runs add to the mutations.
#[derive(Default)]
pub struct RunFilesMutation;

/// Which files to make.
#[derive(InputObject)]
struct RunFilesMakeInput {
    region: String,
    run: ID,
    format: Format,
}

#[Object]
impl RunFilesMutation {
    /// Makes the files of all documents of a run, in the background. Asked for again while they are made or kept, it
    /// begins nothing anew.
    async fn run_files_make(
        &self,
        context: &Context<'_>,
        input: RunFilesMakeInput,
    ) -> async_graphql::Result<RunFilesView> {
        let scope = graph::enter(context, &input.region, Permission::Settle).await?;
        let run: RunId = input.run.parse().map_err(|_| Refusal::NotFound)?;
        // Boxed, or the compiler finds the schema's futures too deep.
        let asked = Box::pin(ask::ask(graph::regions(context)?, &scope, run, input.format)).await;
        let (run, files) = asked.map_err(Refusal::from)?.ok_or(Refusal::NotFound)?;
        Ok(RunFilesView::show(&scope, &run, files))
    }
}
