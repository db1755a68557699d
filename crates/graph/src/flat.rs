//! Lists resolved flat: one pass over rows that are already in memory, without a future per field.
//!
//! The library resolves every field of every node by a future of its own, and keeps the results as a tree of maps
//! until they are written: for some hundred rows both cost more than fetching them. What is listed here is plain
//! data, so that it is written as JSON at once.

use std::borrow::Cow;

use async_graphql::indexmap::IndexMap;
use async_graphql::parser::types::Field;
use async_graphql::registry::Registry;
use async_graphql::resolver_utils::EnumType;
use async_graphql::{
    ContextSelectionSet, ID, Name, OutputType, Positioned, ScalarType, ServerResult, Value,
};
use async_graphql_value::RAW_VALUE_TOKEN;
use chrono::{DateTime, Utc};
use serde::{Serialize, Serializer};

use crate::Refusal;
use crate::selected::{Selected, selects_twice};

/// A value that is written at once, as much of it as was selected.
pub trait Flat {
    /// Writes the value, with the fields in `selected` where it is an object.
    fn write<S: Serializer>(&self, selected: &Selected, out: S) -> Result<S::Ok, S::Error>;
}

/// A value, and as much of it as was selected.
#[derive(Clone, Copy, Debug)]
pub struct Chosen<'a, T: ?Sized>(pub &'a T, pub &'a Selected);

impl<T: Flat + ?Sized> Serialize for Chosen<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(self.1, serializer)
    }
}

/// Says which field of a struct each field of its GraphQL type is: `flat!(Person { "id" => id })`.
#[macro_export]
macro_rules! flat {
    ($type:ty { $($name:literal => $field:ident),+ $(,)? }) => {
        impl $crate::Flat for $type {
            fn write<S: $crate::serde::Serializer>(
                &self,
                selected: &$crate::Selected,
                out: S,
            ) -> Result<S::Ok, S::Error> {
                use $crate::serde::ser::SerializeMap;
                let mut object = out.serialize_map(Some(selected.0.len()))?;
                for field in &selected.0 {
                    let (key, of) = (field.key.as_str(), &field.of);
                    match field.name.as_str() {
                        $($name => object.serialize_entry(key, &$crate::Chosen(&self.$field, of))?,)+
                        "__typename" => {
                            let name = <$type as async_graphql::OutputType>::type_name();
                            object.serialize_entry(key, &*name)?;
                        }
                        _ => object.serialize_entry(key, &())?,
                    }
                }
                object.end()
            }
        }
    };
}

/// Says that an enum is written as the name of its value.
#[macro_export]
macro_rules! flat_enum {
    ($($type:ty),+ $(,)?) => {$(
        impl $crate::Flat for $type {
            fn write<S: $crate::serde::Serializer>(
                &self,
                _: &$crate::Selected,
                out: S,
            ) -> Result<S::Ok, S::Error> {
                out.serialize_str($crate::value_name(*self))
            }
        }
    )+};
}

/// The name of an enum's value.
#[doc(hidden)]
pub fn value_name<T: EnumType>(value: T) -> &'static str {
    T::items().iter().find(|item| item.value == value).map_or("", |item| item.name)
}

impl<T: Flat> Flat for Option<T> {
    fn write<S: Serializer>(&self, selected: &Selected, out: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => value.write(selected, out),
            None => out.serialize_none(),
        }
    }
}

impl<T: Flat> Flat for Vec<T> {
    fn write<S: Serializer>(&self, selected: &Selected, out: S) -> Result<S::Ok, S::Error> {
        out.collect_seq(self.iter().map(|value| Chosen(value, selected)))
    }
}

/// As serde writes it, which for these is as the library does.
macro_rules! flat_value {
    ($($type:ty),+ $(,)?) => {$(
        impl Flat for $type {
            fn write<S: Serializer>(&self, _: &Selected, out: S) -> Result<S::Ok, S::Error> {
                self.serialize(out)
            }
        }
    )+};
}

macro_rules! flat_scalar {
    ($($type:ty),+ $(,)?) => {$(
        impl Flat for $type {
            fn write<S: Serializer>(&self, _: &Selected, out: S) -> Result<S::Ok, S::Error> {
                ScalarType::to_value(self).serialize(out)
            }
        }
    )+};
}

flat_value!(String, ID, bool, i32, i64, u32);
flat_scalar!(DateTime<Utc>, crate::Date, crate::Decimal, crate::Money);
flat_enum!(crate::AttendanceMark, crate::DeliveryForm, crate::Role, crate::TrainerRole);
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

    /// Finished JSON, except where the same field is selected twice: then the library merges two trees.
    async fn resolve(
        &self,
        context: &ContextSelectionSet<'_>,
        field: &Positioned<Field>,
    ) -> ServerResult<Value> {
        let selected = Selected::here(context);
        let chosen = Chosen(&self.0, &selected);
        let fault = |refusal| async_graphql::Error::from(refusal).into_server_error(field.pos);
        if selects_twice(context) {
            let tree = async_graphql::to_value(chosen).map_err(Refusal::internal);
            return tree.map_err(fault);
        }
        let json = serde_json::to_string(&chosen).map_err(Refusal::internal).map_err(fault)?;
        let whole = (Name::new(RAW_VALUE_TOKEN), Value::String(json));
        Ok(Value::Object(IndexMap::from_iter([whole])))
    }
}
