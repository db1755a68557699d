//! Operations that are part of the program: the pages' own. Read once, and never sent by anybody.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use async_graphql::parser::parse_query;
use async_graphql::parser::types::ExecutableDocument;
use async_graphql::{Request, Variables};

use crate::naming;

/// Documents that have been read, by their text.
#[derive(Default)]
pub(crate) struct Persisted {
    documents: RwLock<HashMap<&'static str, (String, ExecutableDocument)>>,
}

impl Persisted {
    /// A request for this operation. Limits of a document's size are for those that others write.
    pub(crate) fn request(&self, text: &'static str, variables: Variables) -> Request {
        let request = Request::new(text).variables(variables);
        let Some((name, document)) = self.document(text) else { return request };
        let mut request = request.operation_name(name);
        request.set_parsed_query(document);
        request
    }

    /// Its name and document; nothing where it is not GraphQL, which executing it tells.
    fn document(&self, text: &'static str) -> Option<(String, ExecutableDocument)> {
        let known = self.documents.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known.get(text) {
            return Some(known.clone());
        }
        drop(known);
        let document = parse_query(text).ok()?;
        let read = (naming::name(&document), document);
        let mut known = self.documents.write().unwrap_or_else(PoisonError::into_inner);
        Some(known.entry(text).or_insert(read).clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_operation_is_read_once_and_keeps_its_name() {
        let persisted = Persisted::default();
        let text = "query Persons($a: Int) { me { name } }";
        for _ in 0..2 {
            let mut request = persisted.request(text, Variables::default());
            assert_eq!(request.operation_name.as_deref(), Some("Persons"));
            let document = request.parsed_query().unwrap();
            assert_eq!(document.operations.iter().count(), 1);
        }
        assert_eq!(persisted.documents.read().unwrap().len(), 1);
        let mut broken = persisted.request("query {", Variables::default());
        assert!(broken.operation_name.is_none() && broken.parsed_query().is_err());
        assert_eq!(persisted.documents.read().unwrap().len(), 1);
    }
}
