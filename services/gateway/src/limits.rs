//! What a single request may cost, checked before anything is resolved.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use async_graphql::extensions::{Extension, ExtensionContext, ExtensionFactory, NextParseQuery};
use async_graphql::parser::types::{ExecutableDocument, OperationType, Selection, SelectionSet};
use async_graphql::{ServerError, ServerResult, Variables};

use crate::tokens;

/// What a single request may cost.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Levels of nesting.
    pub depth: usize,
    /// Fields, those of a list counted once for each node asked for.
    pub complexity: usize,
    /// Nesting of the text itself, so that parsing stays cheap.
    pub recursion: usize,
    /// Renamed fields in the whole document.
    pub aliases: usize,
    /// Fields at the root of an operation.
    pub root_fields: usize,
    /// Tokens of the whole document.
    pub tokens: usize,
    /// Bytes of a request's body.
    pub body: usize,
    /// Bytes of a request's body that brings a file, on the route for those.
    pub upload: usize,
    /// How long it may take.
    pub time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            depth: 15,
            complexity: 20_000,
            recursion: 32,
            aliases: 30,
            root_fields: 10,
            tokens: 1_000,
            body: 1_048_576,
            // A file of 5 MB in Base64, and the operation around it.
            upload: 7_340_032,
            time: Duration::from_secs(10),
        }
    }
}

/// Said of a request that came by GET and would change something.
pub(crate) const READS_ONLY: &str = "a GET may hold queries only";

/// Goes with a request that may read and nothing else.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OnlyQueries;

/// Refuses documents with too many tokens, aliases or root fields, and changes where only queries may be.
pub(crate) struct LimitExtension {
    tokens: usize,
    aliases: usize,
    root_fields: usize,
}

impl LimitExtension {
    pub(crate) const fn new(limits: &Limits) -> Self {
        Self { tokens: limits.tokens, aliases: limits.aliases, root_fields: limits.root_fields }
    }
}

impl ExtensionFactory for LimitExtension {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Self { ..*self })
    }
}

#[async_trait::async_trait]
impl Extension for LimitExtension {
    async fn parse_query(
        &self,
        context: &ExtensionContext<'_>,
        query: &str,
        variables: &Variables,
        next: NextParseQuery<'_>,
    ) -> ServerResult<ExecutableDocument> {
        if tokens::count(query) > self.tokens {
            return Err(ServerError::new("too many tokens", None));
        }
        let document = next.run(context, query, variables).await?;
        if context.data_opt::<OnlyQueries>().is_some() && changes_something(&document) {
            return Err(ServerError::new(READS_ONLY, None));
        }
        let aliases: usize = selection_sets(&document).map(count_aliases).sum();
        if aliases > self.aliases {
            return Err(ServerError::new("too many aliases", None));
        }
        for (_, operation) in document.operations.iter() {
            let mut seen = HashSet::new();
            let set = &operation.node.selection_set.node;
            if count_root_fields(set, &document, &mut seen) > self.root_fields {
                return Err(ServerError::new("too many root fields", None));
            }
        }
        Ok(document)
    }
}

fn changes_something(document: &ExecutableDocument) -> bool {
    document.operations.iter().any(|(_, operation)| operation.node.ty != OperationType::Query)
}

fn selection_sets(document: &ExecutableDocument) -> impl Iterator<Item = &SelectionSet> {
    let operations =
        document.operations.iter().map(|(_, operation)| &operation.node.selection_set.node);
    let fragments = document.fragments.values().map(|fragment| &fragment.node.selection_set.node);
    operations.chain(fragments)
}

fn count_aliases(set: &SelectionSet) -> usize {
    set.items
        .iter()
        .map(|item| match &item.node {
            Selection::Field(field) => {
                let own = usize::from(field.node.alias.is_some());
                own.saturating_add(count_aliases(&field.node.selection_set.node))
            }
            Selection::InlineFragment(fragment) => count_aliases(&fragment.node.selection_set.node),
            Selection::FragmentSpread(_) => 0,
        })
        .sum()
}

/// `seen` holds the fragments being followed, so that one that names itself ends.
fn count_root_fields<'a>(
    set: &'a SelectionSet,
    document: &'a ExecutableDocument,
    seen: &mut HashSet<&'a str>,
) -> usize {
    let mut count = 0_usize;
    for item in &set.items {
        let own = match &item.node {
            Selection::Field(_) => 1,
            Selection::InlineFragment(fragment) => {
                count_root_fields(&fragment.node.selection_set.node, document, seen)
            }
            Selection::FragmentSpread(spread) => {
                let name = &spread.node.fragment_name.node;
                match document.fragments.get(name) {
                    Some(fragment) if seen.insert(name.as_str()) => {
                        count_root_fields(&fragment.node.selection_set.node, document, seen)
                    }
                    Some(_) | None => 0,
                }
            }
        };
        count = count.saturating_add(own);
    }
    count
}
