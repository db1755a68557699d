//! Counters that `/metrics` shows in the text form of Prometheus.

use std::time::Duration;

use prometheus::{HistogramOpts, HistogramVec, IntGauge, IntGaugeVec, Opts, Registry, TextEncoder};

/// The process's metrics. Those that cannot be registered are not shown, and nothing fails for it.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: Option<HistogramVec>,
    statements: Option<IntGauge>,
    mails: Option<IntGaugeVec>,
}

impl Metrics {
    /// Metrics that nobody has counted into.
    pub fn new() -> Self {
        let registry = Registry::new();
        let requests = HistogramVec::new(
            HistogramOpts::new(
                "http_request_duration_seconds",
                "How long HTTP requests took, by route and status",
            ),
            &["route", "status"],
        );
        let statements = IntGauge::new(
            "region_statements_total",
            "SQL statements sent to region databases since the process started",
        );
        let mails = IntGaugeVec::new(
            Opts::new("outbox_mails", "Mails in the outbox of all replicas, by state"),
            &["state"],
        );
        let mails = mails.ok().filter(|it| registry.register(Box::new(it.clone())).is_ok());
        let requests = requests.ok().filter(|it| registry.register(Box::new(it.clone())).is_ok());
        let statements =
            statements.ok().filter(|it| registry.register(Box::new(it.clone())).is_ok());
        Self { registry, requests, statements, mails }
    }

    /// Notes a request that has ended.
    pub fn observe_request(&self, route: &str, status: u16, elapsed: Duration) {
        if let Some(requests) = &self.requests {
            let status = status.to_string();
            requests.with_label_values(&[route, &status]).observe(elapsed.as_secs_f64());
        }
    }

    /// Sets how many statements have been sent to region databases.
    pub fn set_statements(&self, statements: u64) {
        if let Some(gauge) = &self.statements {
            gauge.set(i64::try_from(statements).unwrap_or(i64::MAX));
        }
    }

    /// Sets how many mails of the outbox are in a state.
    pub fn set_mails(&self, state: &str, mails: i64) {
        if let Some(gauge) = &self.mails {
            gauge.with_label_values(&[state]).set(mails);
        }
    }

    /// All metrics, in the text form of Prometheus.
    pub fn render(&self) -> String {
        let text = TextEncoder::new().encode_to_string(&self.registry.gather());
        text.unwrap_or_else(|fault| {
            tracing::error!(cause = %fault, "the metrics cannot be written");
            String::new()
        })
    }
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_what_was_counted() {
        let metrics = Metrics::new();
        metrics.observe_request("/graphql", 200, Duration::from_millis(3));
        metrics.set_statements(7);
        metrics.set_mails("unsure", 2);
        let text = metrics.render();
        let counted = "http_request_duration_seconds_count{route=\"/graphql\",status=\"200\"} 1";
        assert!(text.contains(counted), "{text}");
        assert!(text.contains("region_statements_total 7"), "{text}");
        assert!(text.contains("outbox_mails{state=\"unsure\"} 2"), "{text}");
    }
}
