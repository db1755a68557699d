//! Operations and samples against the API's contract, `services/gateway/schema.graphql`.

use std::collections::BTreeMap;

use apollo_compiler::executable::{Selection, SelectionSet};
use apollo_compiler::schema::ExtendedType;
use apollo_compiler::validation::Valid;
use apollo_compiler::{ExecutableDocument, Schema, ast};
use serde_json::Value;

use crate::fake_api::samples;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/operations");

fn schema() -> Valid<Schema> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../gateway/schema.graphql");
    Schema::parse_and_validate(std::fs::read_to_string(path).unwrap(), path).unwrap()
}

/// Every operation's text as it is sent, by its file's name.
pub(crate) fn operations() -> BTreeMap<String, String> {
    let fragments =
        [("...Here", "here"), ("...CreditsWaiting", "credits_waiting")].map(|(spread, file)| {
            (spread, std::fs::read_to_string(format!("{FOLDER}/fragments/{file}.graphql")).unwrap())
        });
    std::fs::read_dir(FOLDER)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "graphql"))
        .map(|path| {
            let mut sent = std::fs::read_to_string(&path).unwrap();
            for (spread, fragment) in &fragments {
                if sent.contains(spread) {
                    sent.push_str(fragment);
                }
            }
            (path.file_stem().unwrap().to_str().unwrap().to_owned(), sent)
        })
        .collect()
}

#[test]
fn operations_are_valid_and_samples_are_possible_answers() {
    let schema = schema();
    for (file, text) in operations() {
        let document = ExecutableDocument::parse_and_validate(&schema, &text, &file)
            .unwrap_or_else(|fault| panic!("{file}: {fault}"));
        let operation = document.operations.iter().next().unwrap();
        let checker = Checker { schema: &schema, document: &document };
        let samples = samples(&file);
        assert!(!samples.is_empty(), "{file} has no sample");
        for (name, sample) in samples {
            checker.object(&operation.selection_set, &sample["data"], &name);
        }
    }
}

/// Compares a sample with what an operation selects.
struct Checker<'a> {
    schema: &'a Schema,
    document: &'a ExecutableDocument,
}

impl Checker<'_> {
    fn object(&self, set: &SelectionSet, value: &Value, path: &str) {
        let object = value.as_object().unwrap_or_else(|| panic!("{path}: no object: {value}"));
        let concrete = object.get("__typename").and_then(Value::as_str).unwrap_or(set.ty.as_str());
        let mut expected = BTreeMap::new();
        self.collect(set, concrete, &mut expected);
        for key in object.keys() {
            assert!(expected.contains_key(key.as_str()), "{path}.{key} was not asked for");
        }
        for (key, (ty, selection, optional)) in expected {
            match object.get(&key) {
                Some(value) => self.value(&ty, &selection, value, &format!("{path}.{key}")),
                None => assert!(optional, "{path}.{key} is missing"),
            }
        }
    }

    /// The fields selected of a concrete type, and whether a directive may leave them out.
    fn collect(
        &self,
        set: &SelectionSet,
        concrete: &str,
        fields: &mut BTreeMap<String, (ast::Type, SelectionSet, bool)>,
    ) {
        for selection in &set.selections {
            match selection {
                Selection::Field(field) => {
                    let optional = field.directives.has("include");
                    let kept = (field.ty().clone(), field.selection_set.clone(), optional);
                    fields.insert(field.response_key().to_string(), kept);
                }
                Selection::FragmentSpread(spread) => {
                    let fragment = &self.document.fragments[&spread.fragment_name];
                    self.collect(&fragment.selection_set, concrete, fields);
                }
                Selection::InlineFragment(inline) => {
                    if inline.selection_set.ty.as_str() == concrete {
                        self.collect(&inline.selection_set, concrete, fields);
                    }
                }
            }
        }
    }

    fn value(&self, ty: &ast::Type, selection: &SelectionSet, value: &Value, path: &str) {
        if value.is_null() {
            assert!(!ty.is_non_null(), "{path} is null");
            return;
        }
        if ty.is_list() {
            let items = value.as_array().unwrap_or_else(|| panic!("{path}: no list: {value}"));
            for (index, item) in items.iter().enumerate() {
                self.value(ty.item_type(), selection, item, &format!("{path}[{index}]"));
            }
            return;
        }
        let name = ty.inner_named_type();
        match &self.schema.types[name] {
            ExtendedType::Enum(definition) => {
                let word = value.as_str().unwrap_or_else(|| panic!("{path}: no word: {value}"));
                assert!(definition.values.contains_key(word), "{path}: {word} is no {name}");
            }
            ExtendedType::Scalar(_) => {
                let fits = match name.as_str() {
                    "Int" => value.is_i64(),
                    "Boolean" => value.is_boolean(),
                    "Money" => {
                        value.as_str().is_some_and(|text| text.parse::<domain::Money>().is_ok())
                    }
                    "Date" => {
                        value.as_str().is_some_and(|text| text.parse::<domain::Date>().is_ok())
                    }
                    _ => value.is_string(),
                };
                assert!(fits, "{path}: {value} is no {name}");
            }
            _ => self.object(selection, value, path),
        }
    }
}
