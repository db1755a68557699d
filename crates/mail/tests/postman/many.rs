//! Many mails at once, and what the metrics tell of them.

use std::sync::Arc;

use chrono::TimeDelta;
use mail::{Outbox, Postman, State};
use telemetry::Metrics;
use testkit::{Reply, SmtpSink, World};
use tokio::sync::watch;

use super::{Writer, by_smtp, empty, errand, only, postman, put_in};

testkit::on_both_databases!(fifty_thousand_are_put_in_at_once, metrics_tell_what_is_unsure);

async fn fifty_thousand_are_put_in_at_once(world: World) {
    let many = (0..50_000).map(|number| errand(&format!("n{number}@exempel.se"))).collect();
    let started = std::time::Instant::now();
    put_in(&world, many).await;
    let took = started.elapsed();
    assert!(took.as_secs() < 20, "{took:?}");
    // A postman who is told to stop gives back what he has claimed.
    let postman = postman(world.regions.platform(), by_smtp("smtp://127.0.0.1:1?tls=none"));
    let (_tell, stopped) = watch::channel(true);
    assert_eq!(postman.round(&stopped).await.unwrap(), 20);
    let outbox = Outbox::of(world.regions.platform().clone());
    assert!(outbox.list(Some(State::Claimed)).await.unwrap().is_empty());
}

async fn metrics_tell_what_is_unsure(world: World) {
    let sink = SmtpSink::start().await;
    sink.reply(&[Reply::HangUpAfterText]);
    let metrics = Arc::new(Metrics::new());
    let sender = "no-reply@exempel.se".parse().unwrap();
    let platform = world.regions.platform().clone();
    let postman = Postman::new(
        platform,
        Arc::new(Writer),
        by_smtp(&sink.url()),
        sender,
        Arc::clone(&metrics),
    );
    put_in(&world, vec![errand("maja@exempel.se"), errand("nils@exempel.se")]).await;
    empty(&postman).await;
    postman.tidy().await.unwrap();
    let told = metrics.render();
    for line in ["{state=\"unsure\"} 1", "{state=\"sent\"} 1", "{state=\"waiting\"} 0"] {
        assert!(told.contains(&format!("outbox_mails{line}")), "{line} in {told}");
    }
    world.clock.step(TimeDelta::days(31));
    postman.tidy().await.unwrap();
    assert_eq!(
        only(&world).await.state,
        State::Unsure,
        "what was sent is forgotten, and nothing else"
    );
}
