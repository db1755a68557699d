//! Starting logs and, where an endpoint is configured, traces by OTLP.

use opentelemetry::trace::TracerProvider;
use opentelemetry_otlp::{SpanExporter, WithExportConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::trace::SdkTracerProvider;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer};

/// How a process tells of itself.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// What is logged: `info,sqlx=warn`.
    pub filter: String,
    /// Logs as JSON lines.
    pub json: bool,
    /// Where traces go (`http://collector:4318`); nowhere without it.
    pub otlp_endpoint: Option<String>,
}

/// Why logging does not start.
#[derive(Debug, thiserror::Error)]
pub enum InitFault {
    /// The filter is none.
    #[error("RUST_LOG is not a filter")]
    Filter(#[source] tracing_subscriber::filter::ParseError),
    /// The exporter cannot be made.
    #[error("traces cannot be exported")]
    Exporter(#[source] opentelemetry_otlp::ExporterBuildError),
}

/// Keep it while the process runs: dropped, it sends what has not been sent.
#[derive(Debug)]
pub struct Telemetry {
    provider: Option<SdkTracerProvider>,
}

/// Starts logging to standard error, and tracing to the endpoint. A second call in a process leaves the first as it is.
pub fn init(settings: &Settings) -> Result<Telemetry, InitFault> {
    let filter = EnvFilter::try_new(&settings.filter).map_err(InitFault::Filter)?;
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let lines = if settings.json { lines.json().boxed() } else { lines.boxed() };
    let provider = settings.otlp_endpoint.as_deref().map(provider).transpose()?;
    let traces = provider
        .as_ref()
        .map(|provider| tracing_opentelemetry::layer().with_tracer(provider.tracer("yrkesresan")));
    let subscriber = tracing_subscriber::registry().with(filter).with(lines).with(traces);
    // Fails only where a subscriber has been set already, which then stays.
    let _ = subscriber.try_init();
    Ok(Telemetry { provider })
}

fn provider(endpoint: &str) -> Result<SdkTracerProvider, InitFault> {
    let traces = format!("{}/v1/traces", endpoint.trim_end_matches('/'));
    let exporter = SpanExporter::builder()
        .with_http()
        .with_endpoint(traces)
        .build()
        .map_err(InitFault::Exporter)?;
    let resource = Resource::builder().with_service_name("yrkesresan").build();
    Ok(SdkTracerProvider::builder().with_batch_exporter(exporter).with_resource(resource).build())
}

impl Drop for Telemetry {
    fn drop(&mut self) {
        if let Some(provider) = &self.provider
            && let Err(fault) = provider.shutdown()
        {
            eprintln!("the last traces were not sent: {fault}");
        }
    }
}
