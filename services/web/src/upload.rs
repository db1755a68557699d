//! Forms with a file: read whole, within their limit, before anything is done with them.

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, header};
use multer::{Constraints, Multipart, SizeLimit};

use crate::fault::Fault;

/// The largest file that a form takes in, bytes.
pub(crate) const LARGEST_FILE: u64 = 5_242_880;
/// Its other fields with what stands between them, bytes: cells may be pasted as well.
const LARGEST_REST: u64 = 1_048_576;

/// What came in a form with a file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Upload {
    texts: Vec<(String, String)>,
    files: Vec<File>,
}

#[derive(Clone, Debug)]
struct File {
    field: String,
    name: String,
    content: Bytes,
}

impl Upload {
    /// Whether these headers announce such a form.
    pub(crate) fn is_announced(headers: &HeaderMap) -> bool {
        kind(headers).is_some_and(|kind| kind.starts_with("multipart/form-data"))
    }

    /// Reads the form. What is larger than allowed is refused before it is read to its end.
    pub(crate) async fn read(headers: &HeaderMap, body: Body) -> Result<Self, Fault> {
        let boundary = kind(headers).and_then(|kind| multer::parse_boundary(kind).ok());
        let boundary = boundary.ok_or(Fault::UnreadableForm)?;
        let most = LARGEST_FILE.saturating_add(LARGEST_REST);
        let limits = SizeLimit::new().whole_stream(most).per_field(LARGEST_FILE);
        let constraints = Constraints::new().size_limit(limits);
        let mut form = Multipart::with_constraints(body.into_data_stream(), boundary, constraints);
        let mut upload = Self::default();
        while let Some(field) = form.next_field().await.map_err(|fault| fault_of(&fault))? {
            let name = field.name().unwrap_or_default().to_owned();
            let file = field.file_name().map(str::to_owned);
            let bytes = field.bytes().await.map_err(|fault| fault_of(&fault))?;
            match file {
                // Browsers send a file without a name where none was chosen.
                Some(file) if !file.is_empty() => {
                    upload.files.push(File { field: name, name: file, content: bytes });
                }
                Some(_) => {}
                None => upload.texts.push((name, String::from_utf8_lossy(&bytes).into_owned())),
            }
        }
        Ok(upload)
    }

    /// The file that was chosen in the field with this name.
    pub(crate) fn file(&self, field: &str) -> Option<&Bytes> {
        self.files.iter().find(|file| file.field == field).map(|file| &file.content)
    }

    /// What the file that was chosen in the field with this name is called.
    pub(crate) fn file_name(&self, field: &str) -> Option<&str> {
        self.files.iter().find(|file| file.field == field).map(|file| file.name.as_str())
    }

    /// What was typed in the field with this name, as it was typed; empty where nothing was.
    pub(crate) fn text(&self, name: &str) -> &str {
        let field = self.texts.iter().find(|(field, _)| field == name);
        field.map(|(_, value)| value.as_str()).unwrap_or_default()
    }
}

fn kind(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::CONTENT_TYPE)?.to_str().ok()
}

const fn fault_of(fault: &multer::Error) -> Fault {
    match fault {
        multer::Error::FieldSizeExceeded { .. } | multer::Error::StreamSizeExceeded { .. } => {
            Fault::TooLarge
        }
        _ => Fault::UnreadableForm,
    }
}
