//! What a query selects, as plain data: fragments spread, aliases known. Resolves nothing.

use std::collections::{HashMap, HashSet};

use async_graphql::parser::types::{Field, FragmentDefinition, Selection, SelectionSet};
use async_graphql::{ContextSelectionSet, Name, Positioned};

/// What a query asks of an object, in its order.
#[derive(Clone, Debug, Default)]
pub struct Selected(pub Vec<SelectedField>);

/// A field of an object that is asked for.
#[derive(Clone, Debug)]
pub struct SelectedField {
    /// What it is called in the response.
    pub key: Name,
    /// What it is called in the schema.
    pub name: Name,
    /// What is asked of its value.
    pub of: Selected,
}

type Fragments = HashMap<Name, Positioned<FragmentDefinition>>;

impl Selected {
    /// What the query selects here. What is skipped by a directive has been removed from it before.
    pub(crate) fn here(context: &ContextSelectionSet<'_>) -> Self {
        let mut selected = Self::default();
        selected.add(&context.item.node, &context.query_env.fragments);
        selected
    }

    /// Only objects are selected from, so that a fragment's type is always theirs.
    fn add(&mut self, set: &SelectionSet, fragments: &Fragments) {
        for field in fields(set, fragments) {
            let key = &field.response_key().node;
            let set = &field.selection_set.node;
            // The same key named twice is one.
            if let Some(known) = self.0.iter_mut().find(|known| known.key == *key) {
                known.of.add(set, fragments);
            } else {
                let (key, name) = (key.clone(), field.name.node.clone());
                let mut of = Self::default();
                of.add(set, fragments);
                self.0.push(SelectedField { key, name, of });
            }
        }
    }
}

/// Whether the operation selects any field of any object more than once.
pub(crate) fn selects_twice(context: &ContextSelectionSet<'_>) -> bool {
    let environment = &context.query_env;
    names_a_key_twice(&environment.operation.node.selection_set.node, &environment.fragments)
}

fn names_a_key_twice(set: &SelectionSet, fragments: &Fragments) -> bool {
    let mut keys = HashSet::new();
    fields(set, fragments).into_iter().any(|field| {
        let again = !keys.insert(field.response_key().node.as_str());
        again || names_a_key_twice(&field.selection_set.node, fragments)
    })
}

/// The fields of a set, also those that fragments bring. Validation has ruled fragments in circles out.
fn fields<'a>(set: &'a SelectionSet, fragments: &'a Fragments) -> Vec<&'a Field> {
    let mut found = Vec::with_capacity(set.items.len());
    for item in &set.items {
        match &item.node {
            Selection::Field(field) => found.push(&field.node),
            Selection::InlineFragment(inline) => {
                found.extend(fields(&inline.node.selection_set.node, fragments));
            }
            Selection::FragmentSpread(spread) => {
                if let Some(fragment) = fragments.get(&spread.node.fragment_name.node) {
                    found.extend(fields(&fragment.node.selection_set.node, fragments));
                }
            }
        }
    }
    found
}
