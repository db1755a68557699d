//! Lists page by page, by links that keep what was filtered.

use serde::Deserialize;

use crate::urls;

/// Whether there is more, and where it begins.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PageInfo {
    /// Whether another page follows.
    pub(crate) has_next_page: bool,
    /// Where this page ends.
    pub(crate) end_cursor: Option<String>,
}

/// Links to the first page and the next; empty where there is none.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pages {
    /// Back to the first page.
    pub(crate) first: String,
    /// On to the next.
    pub(crate) next: String,
}

impl Pages {
    /// The links of a list at `address` with these filters; `later` where this is not its first page.
    pub(crate) fn of(
        address: &str,
        filters: &[(&str, &str)],
        info: &PageInfo,
        later: bool,
    ) -> Self {
        let first = if later { urls::with_query(address, filters) } else { String::new() };
        let next = match &info.end_cursor {
            Some(cursor) if info.has_next_page => {
                let mut all = filters.to_vec();
                all.push(("efter", cursor));
                urls::with_query(address, &all)
            }
            Some(_) | None => String::new(),
        };
        Self { first, next }
    }
}
