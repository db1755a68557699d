//! Which form of answer a client takes: GraphQL over HTTP, section 6.1 of its specification.

use axum::http::{HeaderMap, HeaderValue, header};

/// The form of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `application/graphql-response+json`: the status tells of request errors too.
    GraphqlResponse,
    /// `application/json`: an answer is 200, whatever is in it.
    Json,
}

impl Form {
    /// The form that these headers take; `None` where they take neither.
    ///
    /// Who says nothing gets the form of the specification, who takes anything the one that every client knows.
    pub(super) fn asked(headers: &HeaderMap) -> Option<Self> {
        let mut accepts = headers.get_all(header::ACCEPT).iter().peekable();
        if accepts.peek().is_none() {
            return Some(Self::GraphqlResponse);
        }
        let mut best: Option<(Self, u16, u8)> = None;
        let texts = accepts.filter_map(|value| value.to_str().ok());
        for range in texts.flat_map(|text| text.split(',')) {
            let Some(found) = form_of(range) else { continue };
            let rank = |(_, quality, preference): (Self, u16, u8)| (quality, preference);
            if found.1 > 0 && best.is_none_or(|known| rank(found) > rank(known)) {
                best = Some(found);
            }
        }
        best.map(|(form, _, _)| form)
    }

    /// The `Content-Type` of an answer in this form.
    pub(super) const fn content_type(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::GraphqlResponse => "application/graphql-response+json; charset=utf-8",
            Self::Json => "application/json; charset=utf-8",
        })
    }
}

/// The form that a media range stands for, its quality in thousandths, and how exactly it names the form.
fn form_of(range: &str) -> Option<(Form, u16, u8)> {
    let mut parts = range.split(';').map(str::trim);
    let essence = parts.next()?.to_ascii_lowercase();
    let quality = parts.find_map(|part| part.strip_prefix("q=").or(part.strip_prefix("Q=")));
    let quality = quality.map_or(1000, thousandths);
    match essence.as_str() {
        "application/graphql-response+json" => Some((Form::GraphqlResponse, quality, 2)),
        "application/json" => Some((Form::Json, quality, 1)),
        "*/*" | "application/*" => Some((Form::Json, quality, 0)),
        _ => None,
    }
}

/// A quality, 0 to 1 with at most three decimals; what is none counts as nothing.
fn thousandths(quality: &str) -> u16 {
    let (whole, decimals) = quality.split_once('.').unwrap_or((quality, ""));
    let decimals = format!("{decimals:0<3}");
    match (whole, decimals.len(), decimals.parse::<u16>()) {
        ("0", 3, Ok(decimals)) => decimals,
        ("1", 3, Ok(0)) => 1000,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(accept: &str) -> Option<Form> {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, HeaderValue::from_str(accept).unwrap());
        Form::asked(&headers)
    }

    #[test]
    fn the_best_form_that_is_taken() {
        assert_eq!(Form::asked(&HeaderMap::new()), Some(Form::GraphqlResponse));
        for (accept, form) in [
            ("application/json", Some(Form::Json)),
            ("*/*", Some(Form::Json)),
            ("application/graphql-response+json", Some(Form::GraphqlResponse)),
            ("Application/JSON, application/graphql-response+json", Some(Form::GraphqlResponse)),
            ("application/graphql-response+json;q=0.5, application/json", Some(Form::Json)),
            ("text/html, application/*;q=0.1", Some(Form::Json)),
            ("application/json;q=0, text/html", None),
            ("text/html", None),
            ("", None),
            ("application/json;q=7", None),
        ] {
            assert_eq!(asked(accept), form, "{accept}");
        }
    }
}
