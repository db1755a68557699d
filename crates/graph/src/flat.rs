//! Lists resolved flat: one pass over rows that are already in memory, without a future per field.
//!
//! The library resolves every field of every node by a future of its own, which for some hundred rows costs more
//! than fetching them. What is listed here is plain data, so that it can be written at once.

use std::borrow::Cow;

use async_graphql::indexmap::IndexMap;
use async_graphql::parser::types::{Field, Selection, SelectionSet};
use async_graphql::registry::Registry;
use async_graphql::{
    ContextSelectionSet, ID, Name, OutputType, Positioned, ScalarType, ServerResult, Value,
};
use chrono::{DateTime, Utc};

/// What a query asks of an object, its fragments spread and its aliases known.
#[derive(Clone, Debug, Default)]
pub struct Selected {
    /// By the key in the response.
    fields: IndexMap<Name, SelectedField>,
}

#[derive(Clone, Debug)]
struct SelectedField {
    name: Name,
    of: Selected,
}

/// A value that is written at once, as much of it as was selected.
pub trait Flat {
    /// The value, with the fields in `selected` where it is an object.
    fn flat(&self, selected: &Selected) -> Value;
}

impl Selected {
    /// What the query selects here.
    fn here(context: &ContextSelectionSet<'_>) -> Self {
        let mut selected = Self::default();
        selected.add(context, &context.item.node);
        selected
    }

    /// Only objects are resolved flat, so that a fragment's type is always theirs. What is skipped has been removed.
    fn add(&mut self, context: &ContextSelectionSet<'_>, set: &SelectionSet) {
        for item in &set.items {
            match &item.node {
                Selection::Field(field) => {
                    let field = &field.node;
                    let key = field.response_key().node.clone();
                    // The same key named twice is one.
                    let selected = self.fields.entry(key).or_insert_with(|| SelectedField {
                        name: field.name.node.clone(),
                        of: Self::default(),
                    });
                    selected.of.add(context, &field.selection_set.node);
                }
                Selection::InlineFragment(fragment) => {
                    self.add(context, &fragment.node.selection_set.node);
                }
                Selection::FragmentSpread(spread) => {
                    let fragments = &context.query_env.fragments;
                    if let Some(fragment) = fragments.get(&spread.node.fragment_name.node) {
                        self.add(context, &fragment.node.selection_set.node);
                    }
                }
            }
        }
    }

    /// An object of this type, its fields given by name.
    pub fn object(&self, type_name: &str, field: impl Fn(&str, &Self) -> Option<Value>) -> Value {
        let mut object = IndexMap::with_capacity(self.fields.len());
        for (key, selected) in &self.fields {
            let value = match selected.name.as_str() {
                "__typename" => Value::from(type_name),
                name => field(name, &selected.of).unwrap_or_default(),
            };
            object.insert(key.clone(), value);
        }
        Value::Object(object)
    }
}

/// Says which field of a struct each field of its GraphQL type is: `flat!(Person { "id" => id })`.
#[macro_export]
macro_rules! flat {
    ($type:ty { $($name:literal => $field:ident),+ $(,)? }) => {
        impl $crate::Flat for $type {
            fn flat(&self, selected: &$crate::Selected) -> async_graphql::Value {
                let type_name = <$type as async_graphql::OutputType>::type_name();
                selected.object(&type_name, |name, of| match name {
                    $($name => Some($crate::Flat::flat(&self.$field, of)),)+
                    _ => None,
                })
            }
        }
    };
}

/// Says that an enum is written as the name of its value.
#[macro_export]
macro_rules! flat_enum {
    ($($type:ty),+ $(,)?) => {$(
        impl $crate::Flat for $type {
            fn flat(&self, _: &$crate::Selected) -> async_graphql::Value {
                async_graphql::resolver_utils::enum_value(*self)
            }
        }
    )+};
}

impl<T: Flat> Flat for Option<T> {
    fn flat(&self, selected: &Selected) -> Value {
        self.as_ref().map_or(Value::Null, |value| value.flat(selected))
    }
}

impl<T: Flat> Flat for Vec<T> {
    fn flat(&self, selected: &Selected) -> Value {
        Value::List(self.iter().map(|value| value.flat(selected)).collect())
    }
}

macro_rules! flat_scalar {
    ($($type:ty),+ $(,)?) => {$(
        impl Flat for $type {
            fn flat(&self, _: &Selected) -> Value {
                ScalarType::to_value(self)
            }
        }
    )+};
}

flat_scalar!(
    String,
    ID,
    bool,
    i32,
    i64,
    u32,
    DateTime<Utc>,
    crate::Date,
    crate::Decimal,
    crate::Money
);
flat_enum!(crate::AttendanceMark, crate::DeliveryForm, crate::TrainerRole);
flat!(crate::Municipality { "code" => code, "name" => name });
flat!(crate::OccasionRef { "id" => id, "code" => code, "course" => course });
flat!(crate::Person {
    "id" => id,
    "code" => code,
    "name" => name,
    "municipality" => municipality,
});

/// A list whose nodes are resolved flat.
#[derive(Clone, Debug)]
pub struct FlatList<T>(pub Vec<T>);

impl<T: OutputType + Flat> OutputType for FlatList<T> {
    fn type_name() -> Cow<'static, str> {
        Vec::<T>::type_name()
    }

    fn qualified_type_name() -> String {
        Vec::<T>::qualified_type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        Vec::<T>::create_type_info(registry)
    }

    async fn resolve(
        &self,
        context: &ContextSelectionSet<'_>,
        _: &Positioned<Field>,
    ) -> ServerResult<Value> {
        Ok(self.0.flat(&Selected::here(context)))
    }
}
