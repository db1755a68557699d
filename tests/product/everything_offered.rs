//! What the schema offers, each thing as a request with its arguments filled: for tests that try everything.
//! The list is the committed schema itself, so that nothing can be added and forgotten.

use std::path::Path;

use apollo_compiler::Schema;
use apollo_compiler::ast::{FieldDefinition, Type};
use apollo_compiler::schema::ExtendedType;
use serde_json::{Map, Value, json};

/// The committed schema.
pub(crate) fn schema() -> apollo_compiler::validation::Valid<Schema> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../services/gateway/schema.graphql");
    Schema::parse_and_validate(std::fs::read_to_string(&path).unwrap(), &path).unwrap()
}

/// The field with its arguments filled, as text.
pub(crate) fn field_of_region(
    schema: &Schema,
    field: &FieldDefinition,
    id: &str,
) -> (String, Value) {
    let given = field.arguments.iter().filter(|one| one.is_required() || one.name == "id");
    let arguments: Vec<String> = given
        .map(|one| {
            let mut filling = Filling { schema, region: "", items: 1, ids: &mut |_| id.to_owned() };
            format!("{}: {}", one.name, literal(&filling.value(&one.name, &one.ty)))
        })
        .collect();
    let arguments =
        if arguments.is_empty() { String::new() } else { format!("({})", arguments.join(", ")) };
    let selection = if is_leaf(schema, &field.ty) { "" } else { " { __typename }" };
    (format!("{}{arguments}{selection}", field.name), json!({}))
}

/// Every mutation on a region, with the type of its input.
pub(crate) fn mutations(schema: &Schema) -> Vec<(String, String)> {
    let fields = schema.get_object("Mutation").unwrap().fields.values();
    let on_a_region = fields.filter_map(|field| {
        let input = field.arguments.iter().find(|argument| argument.name == "input")?;
        Some((field.name.to_string(), input.ty.inner_named_type().to_string()))
    });
    on_a_region.collect()
}

pub(crate) fn mutation(schema: &Schema, name: &str, input: &Value) -> String {
    let field = &schema.get_object("Mutation").unwrap().fields[name];
    let selection = if is_leaf(schema, &field.ty) { "" } else { " { __typename }" };
    format!("mutation {{ {name}(input: {}){selection} }}", literal(input))
}

/// An input with every required field filled, and every id.
pub(crate) fn filled(schema: &Schema, input: &str, region: &str, id: &str) -> Value {
    Filling { schema, region, items: 1, ids: &mut |_| id.to_owned() }.input(input)
}

/// How inputs and arguments are filled.
pub(crate) struct Filling<'a> {
    pub(crate) schema: &'a Schema,
    /// Of whatever is called so.
    pub(crate) region: &'a str,
    /// How many in each list.
    pub(crate) items: usize,
    /// An id for the field or argument of this name.
    pub(crate) ids: &'a mut dyn FnMut(&str) -> String,
}

impl Filling<'_> {
    /// An input with every required field, every id and every list filled.
    pub(crate) fn input(&mut self, input: &str) -> Value {
        let ExtendedType::InputObject(definition) = &self.schema.types[input] else {
            panic!("{input} is no input");
        };
        let mut fields = Map::new();
        for field in definition.fields.values() {
            let is_id = field.ty.inner_named_type() == "ID";
            if field.is_required() || is_id || field.ty.is_list() {
                fields.insert(field.name.to_string(), self.value(&field.name, &field.ty));
            }
        }
        Value::Object(fields)
    }

    /// A value for the field or argument of this name.
    pub(crate) fn value(&mut self, field: &str, ty: &Type) -> Value {
        if ty.is_list() {
            return (0..self.items).map(|_| self.value(field, ty.item_type())).collect();
        }
        let name = ty.inner_named_type();
        match (&self.schema.types[name], name.as_str()) {
            (ExtendedType::InputObject(_), _) => self.input(name),
            (ExtendedType::Enum(words), _) => {
                json!({ "enum": words.values.keys().next().unwrap().as_str() })
            }
            (_, "ID") => json!((self.ids)(field)),
            (_, "Date") => json!("2022-05-31"),
            (_, "Int") => json!(1),
            (_, "Boolean") => json!(true),
            (_, "Money" | "Decimal") => json!("1"),
            _ if field == "region" => json!(self.region),
            _ => json!("2580"),
        }
    }
}

pub(crate) fn is_leaf(schema: &Schema, ty: &Type) -> bool {
    matches!(schema.types[ty.inner_named_type()], ExtendedType::Scalar(_) | ExtendedType::Enum(_))
}

/// A value as it stands in a GraphQL text.
pub(crate) fn literal(value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            if let Some(word) = fields.get("enum").and_then(Value::as_str) {
                return word.to_owned();
            }
            let fields: Vec<_> =
                fields.iter().map(|(name, value)| format!("{name}: {}", literal(value))).collect();
            format!("{{ {} }}", fields.join(", "))
        }
        Value::Array(items) => {
            format!("[{}]", items.iter().map(literal).collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}
