//! Everything that somebody sees of a region, asked for by a walk over the schema; and the ids of it, by type.

use std::collections::BTreeMap;

use apollo_compiler::Schema;
use apollo_compiler::schema::ExtendedType;
use serde_json::{Value, json};

use crate::everything_offered::is_leaf;
use crate::running::Api;

/// Ids by the type of what they are of.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ids(BTreeMap<String, String>);

impl Ids {
    /// The id of something of this type, which a field or argument called `name` takes.
    pub(crate) fn id(&self, name: &str, ty: &str) -> String {
        let found = self.0.get(ty);
        let found =
            found.unwrap_or_else(|| panic!("no {ty} was found to fill {name} with: {self:?}"));
        found.clone()
    }

    /// One of each type.
    pub(crate) fn all(&self) -> impl Iterator<Item = &str> {
        self.0.values().map(String::as_str)
    }

    /// Adds ids of types that have none yet.
    pub(crate) fn add(&mut self, seen: &Value) {
        match seen {
            Value::Array(items) => items.iter().for_each(|item| self.add(item)),
            Value::Object(fields) => {
                let names = [fields.get("__typename"), fields.get("id")].map(|one| one?.as_str());
                if let [Some(ty), Some(id)] = names {
                    self.0.entry(ty.to_owned()).or_insert_with(|| id.to_owned());
                }
                fields.values().for_each(|value| self.add(value));
            }
            _ => {}
        }
    }
}

/// One id of each type that `api` sees in the region, and of their own account's.
pub(crate) async fn harvest(schema: &Schema, api: &Api, region: &str) -> Ids {
    let mut ids = Ids::default();
    for field in schema.get_object("Region").unwrap().fields.values() {
        if field.arguments.iter().any(|argument| argument.is_required())
            || is_leaf(schema, &field.ty)
        {
            continue;
        }
        let selected = selection(schema, field.ty.inner_named_type(), &mut Vec::new());
        let pages = field.arguments.iter().any(|argument| argument.name == "first");
        let pages = if pages { "(first: 3)" } else { "" };
        let text = format!(
            "query {{ region(slug: \"{region}\") {{ {}{pages} {selected} }} }}",
            field.name
        );
        ids.add(&api.ask(&text, json!({})).await);
    }
    for field in schema.get_object("Query").unwrap().fields.values() {
        if field.arguments.is_empty() && !is_leaf(schema, &field.ty) {
            let selected = selection(schema, field.ty.inner_named_type(), &mut Vec::new());
            // Some are for the nation alone.
            ids.add(
                &api.answer(&format!("query {{ {} {selected} }}", field.name), json!({})).await,
            );
        }
    }
    assert!(ids.0.len() >= 8, "too little was found: {ids:?}");
    ids
}

/// Twice the ids of a region: those of its newest occasion, and those of an older one, each with what is on it.
pub(crate) async fn newest_and_oldest(schema: &Schema, api: &Api, region: &str) -> [Ids; 2] {
    let rest = harvest(schema, api, region).await;
    let selected = selection(schema, "Occasion", &mut Vec::new());
    let text = format!(
        "query {{ region(slug: \"{region}\") {{ occasions(first: 10) {{ nodes {selected} }} }} }}"
    );
    let seen = api.ask(&text, json!({})).await;
    let nodes = seen["region"]["occasions"]["nodes"].as_array().unwrap();
    [nodes.first(), nodes.last()].map(|node| {
        let mut ids = Ids::default();
        ids.add(node.unwrap());
        for (ty, id) in &rest.0 {
            ids.0.entry(ty.clone()).or_insert_with(|| id.clone());
        }
        ids
    })
}

/// Every field of a type that takes no argument, and of the types below it, no type inside itself.
fn selection(schema: &Schema, ty: &str, above: &mut Vec<String>) -> String {
    above.push(ty.to_owned());
    let mut parts = vec!["__typename".to_owned()];
    match &schema.types[ty] {
        ExtendedType::Object(object) => {
            for field in object.fields.values() {
                let inner = field.ty.inner_named_type().as_str();
                if is_leaf(schema, &field.ty) {
                    // Values that no id stands in are nobody's key.
                    if inner == "ID" {
                        parts.push(field.name.to_string());
                    }
                } else if !above.iter().any(|ty| ty == inner)
                    && field.arguments.iter().all(|argument| !argument.is_required())
                {
                    parts.push(format!("{} {}", field.name, selection(schema, inner, above)));
                }
            }
        }
        ExtendedType::Union(union) => {
            for member in &union.members {
                parts.push(format!("... on {member} {}", selection(schema, member, above)));
            }
        }
        _ => {}
    }
    above.pop();
    format!("{{ {} }}", parts.join(" "))
}
