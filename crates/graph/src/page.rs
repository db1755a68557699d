//! Cursor connections of at most 100 nodes: how pages are asked for and answered.

use async_graphql::SimpleObject;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::{FieldFault, Refusal};

const LARGEST_PAGE: i32 = 100;

/// Whether there is more, and where it begins.
#[derive(SimpleObject, Clone, Debug, PartialEq, Eq)]
#[graphql(shareable)]
pub struct PageInfo {
    /// Whether another page follows.
    pub has_next_page: bool,
    /// Given as `after`, the next page follows.
    pub end_cursor: Option<String>,
}

/// A place in an ordered list: the sort keys of its last node, joined. Opaque to clients.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor(pub Vec<String>);

impl Cursor {
    const SEPARATOR: char = '\u{1f}';

    /// The text that clients keep.
    pub fn encode(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0.join(&Self::SEPARATOR.to_string()))
    }

    fn decode(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let joined = String::from_utf8(bytes).ok()?;
        Some(Self(joined.split(Self::SEPARATOR).map(str::to_owned).collect()))
    }

    /// The sort keys, where there are `N` of them.
    pub fn keys<const N: usize>(&self) -> Result<&[String; N], Refusal> {
        self.0.as_slice().try_into().map_err(|_| foreign_cursor())
    }
}

/// What a client asks for: so many nodes after a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageRequest {
    /// 1 to 100.
    pub first: u64,
    /// Where the last page ended.
    pub after: Option<Cursor>,
}

impl PageRequest {
    /// The page that the arguments ask for; refused outside 1 to 100, and with a cursor that nobody gave.
    pub fn parse(first: i32, after: Option<&str>) -> Result<Self, Refusal> {
        let size = u64::try_from(first).ok().filter(|_| (1..=LARGEST_PAGE).contains(&first));
        let size = size.ok_or_else(|| {
            Refusal::InvalidInput(vec![FieldFault::new("first", "expected 1 to 100")])
        })?;
        let after = match after {
            Some(text) => Some(Cursor::decode(text).ok_or_else(foreign_cursor)?),
            None => None,
        };
        Ok(Self { first: size, after })
    }

    /// How many rows to read: one more than asked for tells whether there is another page.
    pub fn limit(&self) -> u64 {
        self.first.saturating_add(1)
    }

    /// Cuts the row too many off, and tells where the next page begins.
    pub fn cut<T>(&self, rows: &mut Vec<T>, cursor: impl FnOnce(&T) -> Cursor) -> PageInfo {
        let size = usize::try_from(self.first).unwrap_or(usize::MAX);
        let has_next_page = rows.len() > size;
        rows.truncate(size);
        PageInfo { has_next_page, end_cursor: rows.last().map(|row| cursor(row).encode()) }
    }
}

fn foreign_cursor() -> Refusal {
    Refusal::InvalidInput(vec![FieldFault::new("after", "expected a cursor from an earlier page")])
}

/// Defines a connection type: `connection!(/// Doc. OccasionConnection of Occasion)`, or `of flat Occasion` for
/// nodes that are resolved flat.
#[macro_export]
macro_rules! connection {
    ($(#[$doc:meta])* $name:ident of flat $node:ty) => {
        $crate::connection! { @ $(#[$doc])* $name, $crate::FlatList<$node> }
    };
    ($(#[$doc:meta])* $name:ident of $node:ty) => {
        $crate::connection! { @ $(#[$doc])* $name, Vec<$node> }
    };
    (@ $(#[$doc:meta])* $name:ident, $nodes:ty) => {
        $(#[$doc])*
        #[derive(async_graphql::SimpleObject, Clone, Debug)]
        pub struct $name {
            /// The page's nodes, in order.
            pub nodes: $nodes,
            /// Whether there is more.
            pub page_info: $crate::PageInfo,
            /// How many there are on all pages.
            pub total_count: i64,
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_cut_and_continued() {
        let request = PageRequest::parse(2, None).unwrap();
        let mut rows = vec!["a", "b", "c"];
        let info = request.cut(&mut rows, |row| Cursor(vec![(*row).to_owned(), "x".to_owned()]));
        assert_eq!(rows, ["a", "b"]);
        assert!(info.has_next_page);
        let next = PageRequest::parse(2, info.end_cursor.as_deref()).unwrap();
        assert_eq!(next.after.unwrap().keys::<2>().unwrap(), &["b".to_owned(), "x".to_owned()]);
    }

    #[test]
    fn refuses_sizes_and_cursors_that_nobody_gave() {
        for first in [i32::MIN, -1, 0, 101, i32::MAX] {
            assert!(PageRequest::parse(first, None).is_err(), "{first}");
        }
        assert!(PageRequest::parse(1, Some("åäö")).is_err());
        assert!(PageRequest::parse(1, Some("YQ")).unwrap().after.unwrap().keys::<2>().is_err());
    }
}
