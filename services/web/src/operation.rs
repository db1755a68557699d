//! Operations lie in `operations/`, one a file, so that they can be validated against the schema and tried by hand.

/// The text of `operations/<name>.graphql`.
macro_rules! operation {
    ($name:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/operations/", $name, ".graphql"))
    };
}

/// The text of `operations/<name>.graphql` with the fragment `Here`, for [`crate::visit::Visit::region`], and with those
/// that are named besides.
macro_rules! region_operation {
    ($name:literal $(, $fragment:literal)*) => {
        concat!(
            $crate::operation::operation!($name),
            "\n",
            $crate::operation::operation!("fragments/here")
            $(, "\n", $crate::operation::operation!($fragment))*
        )
    };
}

pub(crate) use {operation, region_operation};
