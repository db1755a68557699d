//! What a request is called in the audit: by the name that its document gives, or by the fields that it asks for.

use std::sync::Arc;

use async_graphql::extensions::{Extension, ExtensionContext, ExtensionFactory, NextParseQuery};
use async_graphql::parser::types::{
    DocumentOperations, ExecutableDocument, Field, Selection, SelectionSet,
};
use async_graphql::{ServerResult, Variables};
use tenancy::Operation;

/// Names the operation that goes with a request, once its document has been read.
pub(crate) struct Naming;

impl ExtensionFactory for Naming {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Self)
    }
}

#[async_trait::async_trait]
impl Extension for Naming {
    async fn parse_query(
        &self,
        context: &ExtensionContext<'_>,
        query: &str,
        variables: &Variables,
        next: NextParseQuery<'_>,
    ) -> ServerResult<ExecutableDocument> {
        let document = next.run(context, query, variables).await?;
        if let Some(operation) = context.data_opt::<Operation>() {
            operation.call_it(&name(&document));
        }
        Ok(document)
    }
}

/// The name of a document, or the fields that it asks for.
pub(crate) fn name(document: &ExecutableDocument) -> String {
    match &document.operations {
        DocumentOperations::Single(operation) => fields(&operation.node.selection_set.node),
        DocumentOperations::Multiple(operations) => {
            operations.keys().next().map(ToString::to_string).unwrap_or_default()
        }
    }
}

/// `region.persons region.audit`: of a region, what is asked of it.
fn fields(root: &SelectionSet) -> String {
    let mut names = Vec::new();
    for field in fields_of(root) {
        let name = field.name.node.as_str();
        let parts = fields_of(&field.selection_set.node);
        if name == "region" {
            names.extend(parts.map(|part| format!("region.{}", part.name.node)));
        } else {
            names.push(name.to_owned());
        }
    }
    names.join(" ")
}

fn fields_of(set: &SelectionSet) -> impl Iterator<Item = &Field> {
    set.items.iter().filter_map(|item| match &item.node {
        Selection::Field(field) => Some(&field.node),
        Selection::FragmentSpread(_) | Selection::InlineFragment(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_have_names() {
        for (text, expected) in [
            ("query Persons { me { name } }", "Persons"),
            (
                "{ me { name } region(slug: \"x\") { name persons { totalCount } } }",
                "me region.name region.persons",
            ),
            ("mutation { documentsIssue(input: {}) { documents } }", "documentsIssue"),
            ("{ ...All } fragment All on Query { me { name } }", ""),
        ] {
            let document = async_graphql::parser::parse_query(text).unwrap();
            assert_eq!(name(&document), expected, "{text}");
        }
    }
}
