//! The outbox with a real SMTP server, on both databases: each mail is sent once, whatever happens on its way.
#![expect(clippy::unwrap_used, reason = "tests may fail loudly")]

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use chrono::TimeDelta;
use mail::{Author, Carrier, Entry, Errand, Letter, Outbox, Postman, SmtpServer, State, enqueue};
use telemetry::Metrics;
use tenancy::{PlatformDb, StoreFault};
use testkit::{Reply, SmtpSink, World};
use tokio::sync::{Notify, watch};

mod many;

testkit::on_both_databases!(
    two_postmen_send_each_mail_once,
    what_is_refused_for_now_is_tried_again_until_it_is_not,
    what_is_refused_for_good_is_not_tried_again,
    what_is_unsure_is_sent_again_on_purpose_only,
    a_postman_who_dies_before_handing_over_leaves_the_mail_to_others,
    a_postman_who_dies_while_handing_over_leaves_it_unsure,
    without_a_server_mails_are_files,
    a_server_that_offers_no_tls_gets_nothing,
    an_errand_is_worth_what_its_transaction_is,
);

/// Writes the same to everybody; or nothing, to whom there is nothing to tell.
struct Writer;

#[async_trait::async_trait]
impl Author for Writer {
    async fn write(&self, errand: &Errand) -> Result<Option<Letter>, StoreFault> {
        let letter = Letter {
            subject: "Hälsning från Övertorneå".to_owned(),
            text: "Hej.\n.\n".to_owned(),
        };
        Ok((errand.kind == "greeting").then_some(letter))
    }
}

/// Begins to write, and never ends.
struct Hesitant(Notify);

#[async_trait::async_trait]
impl Author for Hesitant {
    async fn write(&self, _: &Errand) -> Result<Option<Letter>, StoreFault> {
        self.0.notify_one();
        std::future::pending().await
    }
}

fn by_smtp(url: &str) -> Carrier {
    Carrier::Smtp(SmtpServer::parse(url).unwrap())
}

fn postman(platform: &PlatformDb, carrier: Carrier) -> Postman {
    written_by(platform, carrier, Arc::new(Writer))
}

fn written_by(platform: &PlatformDb, carrier: Carrier, author: Arc<dyn Author>) -> Postman {
    let sender = "Yrkesresan <no-reply@exempel.se>".parse().unwrap();
    Postman::new(platform.clone(), author, carrier, sender, Arc::new(Metrics::new()))
}

fn errand(to: &str) -> Errand {
    Errand { kind: "greeting".to_owned(), to: to.to_owned(), about: None, detail: None }
}

async fn put_in(world: &World, errands: Vec<Errand>) {
    let platform = world.regions.platform();
    enqueue(platform.connection(), platform.surroundings(), errands).await.unwrap();
}

/// Rounds until nothing is due.
async fn empty(postman: &Postman) {
    let (_tell, stop) = watch::channel(false);
    while postman.round(&stop).await.unwrap() > 0 {}
}

async fn only(world: &World) -> Entry {
    let mut all = Outbox::of(world.regions.platform().clone()).list(None).await.unwrap();
    assert_eq!(all.len(), 1);
    all.remove(0)
}

async fn two_postmen_send_each_mail_once(world: World) {
    let sink = SmtpSink::start().await;
    let addresses: Vec<String> = (0..90).map(|number| format!("n{number}@exempel.se")).collect();
    put_in(&world, addresses.iter().map(|to| errand(to)).collect()).await;
    let other = world.open_again().await;
    let one = postman(world.regions.platform(), by_smtp(&sink.url()));
    let two = postman(other.platform(), by_smtp(&sink.url()));
    tokio::join!(empty(&one), empty(&two), empty(&one), empty(&two));
    other.close().await.unwrap();
    let received = sink.received();
    assert_eq!(received.len(), 90);
    let to: BTreeSet<String> = received.iter().map(|mail| mail.to.clone()).collect();
    assert_eq!(to, addresses.into_iter().collect());
    let ids: BTreeSet<_> = received.iter().map(|mail| mail.header("Message-ID").unwrap()).collect();
    assert_eq!(ids.len(), 90);
    let sent = Outbox::of(world.regions.platform().clone()).list(Some(State::Sent)).await.unwrap();
    assert_eq!(sent.len(), 90);
}

async fn what_is_refused_for_now_is_tried_again_until_it_is_not(world: World) {
    let sink = SmtpSink::start().await;
    let postman = postman(world.regions.platform(), by_smtp(&sink.url()));
    put_in(&world, vec![errand("maja@exempel.se")]).await;
    sink.reply(&[Reply::RefuseRecipient(451), Reply::RefuseText(452), Reply::HangUpBeforeText]);
    for (minutes, reason) in [(1, "451"), (5, "452"), (15, "the connection failed")] {
        empty(&postman).await;
        let waiting = only(&world).await;
        assert_eq!((waiting.state, waiting.reason.as_deref()), (State::Waiting, Some(reason)));
        empty(&postman).await;
        assert!(sink.received().is_empty(), "not before its time");
        world.clock.step(TimeDelta::minutes(minutes));
    }
    empty(&postman).await;
    assert_eq!(sink.received().len(), 1);
    assert_eq!((only(&world).await.state, only(&world).await.attempts), (State::Sent, 4));

    put_in(&world, vec![errand("nils@exempel.se")]).await;
    sink.reply(&[Reply::RefuseRecipient(450); 20]);
    for _ in 0..20 {
        empty(&postman).await;
        world.clock.step(TimeDelta::days(1));
    }
    let outbox = Outbox::of(world.regions.platform().clone());
    let failed = outbox.list(Some(State::Failed)).await.unwrap();
    assert_eq!((failed.len(), failed.first().unwrap().attempts), (1, 10), "{failed:?}");
    assert_eq!(sink.received().len(), 1);
}

async fn what_is_refused_for_good_is_not_tried_again(world: World) {
    let sink = SmtpSink::start().await;
    let postman = postman(world.regions.platform(), by_smtp(&sink.url()));
    let nothing_to_tell = Errand { kind: "other".to_owned(), ..errand("ingen@exempel.se") };
    put_in(&world, vec![errand("borta@exempel.se"), errand("ingen adress"), nothing_to_tell]).await;
    put_in(&world, vec![errand("kvar@exempel.se")]).await;
    sink.reply(&[Reply::RefuseRecipient(550)]);
    empty(&postman).await;
    world.clock.step(TimeDelta::days(3));
    empty(&postman).await;
    let received = sink.received();
    assert_eq!(
        received.iter().map(|mail| mail.to.as_str()).collect::<Vec<_>>(),
        ["kvar@exempel.se"]
    );
    let outbox = Outbox::of(world.regions.platform().clone());
    let failed = outbox.list(Some(State::Failed)).await.unwrap();
    let mut reasons: Vec<_> = failed.iter().map(|mail| mail.reason.as_deref().unwrap()).collect();
    reasons.sort_unstable();
    assert_eq!(reasons, ["550", "not an address"], "codes and fixed words");
    assert_eq!(
        outbox.list(None).await.unwrap().len(),
        3,
        "what there is nothing to tell in is gone"
    );
}

async fn what_is_unsure_is_sent_again_on_purpose_only(world: World) {
    let sink = SmtpSink::start().await;
    let postman = postman(world.regions.platform(), by_smtp(&sink.url()));
    put_in(&world, vec![errand("maja@exempel.se")]).await;
    sink.reply(&[Reply::HangUpAfterText]);
    empty(&postman).await;
    world.clock.step(TimeDelta::days(3));
    empty(&postman).await;
    assert_eq!(sink.received().len(), 1);
    let unsure = only(&world).await;
    assert_eq!(unsure.state, State::Unsure);
    let outbox = Outbox::of(world.regions.platform().clone());
    outbox.retry(unsure.id).await.unwrap();
    empty(&postman).await;
    let received = sink.received();
    assert_eq!(received.len(), 2);
    let ids: BTreeSet<_> = received.iter().map(|mail| mail.header("Message-ID").unwrap()).collect();
    assert_eq!(ids.len(), 1, "so that the receiver can tell: {ids:?}");
    assert!(outbox.retry(unsure.id).await.is_err(), "it has been sent");
    assert!(outbox.retry(uuid::Uuid::nil()).await.is_err(), "there is none");
}

async fn a_postman_who_dies_before_handing_over_leaves_the_mail_to_others(world: World) {
    let sink = SmtpSink::start().await;
    let author = Arc::new(Hesitant(Notify::new()));
    let dying = written_by(world.regions.platform(), by_smtp(&sink.url()), author.clone());
    put_in(&world, vec![errand("maja@exempel.se")]).await;
    tokio::select! {
        () = empty(&dying) => {}
        () = author.0.notified() => {}
    }
    let other = postman(world.regions.platform(), by_smtp(&sink.url()));
    empty(&other).await;
    assert!(sink.received().is_empty(), "it is another's");
    assert_eq!(only(&world).await.state, State::Claimed);
    world.clock.step(TimeDelta::minutes(11));
    empty(&other).await;
    assert_eq!((sink.received().len(), only(&world).await.state), (1, State::Sent));
}

async fn a_postman_who_dies_while_handing_over_leaves_it_unsure(world: World) {
    let sink = SmtpSink::start().await;
    let dying = postman(world.regions.platform(), by_smtp(&sink.url()));
    put_in(&world, vec![errand("maja@exempel.se")]).await;
    sink.reply(&[Reply::FallSilent]);
    tokio::select! {
        () = empty(&dying) => {}
        () = sink.got_text() => {}
    }
    let other = postman(world.regions.platform(), by_smtp(&sink.url()));
    empty(&other).await;
    assert_eq!(only(&world).await.state, State::Handing);
    world.clock.step(TimeDelta::minutes(11));
    empty(&other).await;
    world.clock.step(TimeDelta::days(3));
    empty(&other).await;
    assert_eq!((sink.received().len(), only(&world).await.state), (1, State::Unsure));
}

fn files(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| path.file_name().unwrap().to_str().unwrap().to_owned()).collect()
}

async fn without_a_server_mails_are_files(world: World) {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("post").join("mail");
    let postman = postman(world.regions.platform(), Carrier::Folder(place.clone()));
    put_in(&world, vec![errand("maja@exempel.se")]).await;
    empty(&postman).await;
    let sent = only(&world).await;
    assert_eq!(sent.state, State::Sent);
    assert_eq!(files(&place), [format!("{}.eml", sent.id)], "and nothing half written");
    let text = std::fs::read_to_string(place.join(format!("{}.eml", sent.id))).unwrap();
    assert!(text.is_ascii() && text.contains("Subject: =?utf-8?b?"), "{text}");
    // A folder that cannot be made is a folder that may be later.
    let blocked = folder.path().join("file");
    std::fs::write(&blocked, "").unwrap();
    put_in(&world, vec![errand("nils@exempel.se")]).await;
    empty(&self::postman(world.regions.platform(), Carrier::Folder(blocked.join("mail")))).await;
    let outbox = Outbox::of(world.regions.platform().clone());
    assert_eq!(outbox.list(Some(State::Waiting)).await.unwrap().len(), 1);
}

async fn a_server_that_offers_no_tls_gets_nothing(world: World) {
    let sink = SmtpSink::start().await;
    put_in(&world, vec![errand("maja@exempel.se")]).await;
    let open = sink.url();
    let demanding = open.replace("?tls=none", "").replace("smtp://", "smtp://user:secret@");
    empty(&postman(world.regions.platform(), by_smtp(&demanding))).await;
    let waiting = only(&world).await;
    assert_eq!(waiting.state, State::Waiting);
    let reason = waiting.reason.unwrap();
    assert_eq!(reason, "no connection: the server does not offer what is needed");
    assert!(sink.received().is_empty());
}

async fn an_errand_is_worth_what_its_transaction_is(world: World) {
    let sink = SmtpSink::start().await;
    let platform = world.regions.platform();
    let tx = platform.begin().await.unwrap();
    enqueue(&tx, platform.surroundings(), vec![errand("maja@exempel.se")]).await.unwrap();
    tx.rollback().await.unwrap();
    empty(&postman(platform, by_smtp(&sink.url()))).await;
    assert!(sink.received().is_empty());
}
