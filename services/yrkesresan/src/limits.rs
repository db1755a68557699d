//! What the outside may cost: the defaults, each of which an environment variable changes.

use std::str::FromStr;
use std::time::Duration;

use crate::connections::ConnectionLimits;

/// All limits of a serving process.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ServerLimits {
    /// A single GraphQL request.
    pub(crate) gateway: gateway::Limits,
    /// A request of any kind, with its body.
    pub(crate) request: Duration,
    /// Connections and headers.
    pub(crate) connections: ConnectionLimits,
}

impl ServerLimits {
    /// The limits as `variable` gives them; a text that is no positive number is refused by its name.
    pub(crate) fn read(variable: impl Fn(&str) -> Option<String>) -> Result<Self, String> {
        let standard = gateway::Limits::default();
        let connections = ConnectionLimits::default();
        let number = |name: &str, standard| positive(name, variable(name), standard);
        let seconds = |name: &str, standard: Duration| {
            positive(name, variable(name), standard.as_secs()).map(Duration::from_secs)
        };
        Ok(Self {
            gateway: gateway::Limits {
                depth: number("LIMIT_DEPTH", standard.depth)?,
                complexity: number("LIMIT_COMPLEXITY", standard.complexity)?,
                recursion: standard.recursion,
                aliases: number("LIMIT_ALIASES", standard.aliases)?,
                root_fields: number("LIMIT_ROOT_FIELDS", standard.root_fields)?,
                tokens: number("LIMIT_TOKENS", standard.tokens)?,
                body: number("LIMIT_BODY_BYTES", standard.body)?,
                upload: number("LIMIT_UPLOAD_BYTES", standard.upload)?,
                time: seconds("LIMIT_SECONDS", standard.time)?,
            },
            request: seconds("LIMIT_REQUEST_SECONDS", Duration::from_secs(30))?,
            connections: ConnectionLimits {
                connections: number("LIMIT_CONNECTIONS", connections.connections)?,
                headers: seconds("LIMIT_HEADER_SECONDS", connections.headers)?,
                proxies: number("PROXIES", connections.proxies)?,
            },
        })
    }
}

fn positive<T: FromStr + Default + PartialEq>(
    name: &str,
    text: Option<String>,
    standard: T,
) -> Result<T, String> {
    let Some(text) = text else { return Ok(standard) };
    let number = text.parse().ok().filter(|number| *number != T::default());
    number.ok_or_else(|| format!("{name} is not a whole number above 0"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_changed_one_by_one_and_never_taken_away() {
        let changed = |wanted: &'static str, value: &'static str| {
            ServerLimits::read(move |name| (name == wanted).then(|| value.to_owned()))
        };
        let limits = changed("LIMIT_ALIASES", "7").unwrap();
        assert_eq!(limits.gateway.aliases, 7);
        assert_eq!(limits.gateway.depth, gateway::Limits::default().depth);
        let headers = changed("LIMIT_HEADER_SECONDS", "2").unwrap().connections.headers;
        assert_eq!(headers, Duration::from_secs(2));
        for wrong in ["0", "-1", "many", "", "1.5"] {
            let told = changed("LIMIT_BODY_BYTES", wrong).unwrap_err();
            assert!(told.starts_with("LIMIT_BODY_BYTES "), "{told}");
        }
    }
}
