//! Files to take home: what a page links to and no browser shows.

use axum::body::Body;
use axum::http::header;
use axum::response::{IntoResponse, Response};

/// A CSV file.
pub(crate) const CSV: &str = "text/csv; charset=utf-8";
/// A document on paper.
pub(crate) const PDF: &str = "application/pdf";
/// A workbook.
pub(crate) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// An e-invoice.
pub(crate) const XML: &str = "application/xml";
/// Vouchers, in a code page that browsers do not know.
pub(crate) const SIE: &str = "application/octet-stream";
/// Many files in one.
pub(crate) const ZIP: &str = "application/zip";
/// A JSON file.
pub(crate) const JSON: &str = "application/json";

/// A file of this kind that is sent as it comes, of so many bytes.
pub(crate) fn stream(kind: &'static str, name: &str, size: u64, content: Body) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CONTENT_LENGTH, size.to_string()),
    ];
    (headers, content).into_response()
}

/// A file of this kind, by the name that it is kept under.
pub(crate) fn download(kind: &'static str, name: &str, content: impl Into<Vec<u8>>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    (headers, content.into()).into_response()
}
