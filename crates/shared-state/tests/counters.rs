//! Counters, the same in memory and in a real Redis, and what happens when Redis is gone.
#![expect(clippy::unwrap_used, reason = "tests may fail loudly")]

use std::time::{Duration, Instant};

use shared_state::{Key, Memory, Redis, SharedState};

const WINDOW: Duration = Duration::from_mins(1);

async fn counters_count_and_are_apart(state: &dyn SharedState) {
    let (one, other) = (Key::platform("sign-in", "a@b.se"), Key::platform("sign-in", "c@d.se"));
    assert_eq!(state.count(&one).await.unwrap(), 0);
    for count in 1..=3 {
        assert_eq!(state.count_up(&one, WINDOW).await.unwrap(), count);
    }
    assert_eq!(state.count_up(&other, WINDOW).await.unwrap(), 1);
    assert_eq!(state.count(&one).await.unwrap(), 3);
    state.forget(&one).await.unwrap();
    assert_eq!(state.count(&one).await.unwrap(), 0);
    assert_eq!(state.count(&other).await.unwrap(), 1);
}

async fn a_window_ends(state: &dyn SharedState) {
    let key = Key::platform("sign-in", "short@b.se");
    state.count_up(&key, Duration::from_millis(1)).await.unwrap();
    // Whoever asks often enough sees it forgotten, however slow the machine.
    while state.count(&key).await.unwrap() > 0 {
        tokio::task::yield_now().await;
    }
    assert_eq!(state.count_up(&key, WINDOW).await.unwrap(), 1);
}

#[tokio::test]
async fn in_memory() {
    counters_count_and_are_apart(&Memory::new()).await;
    a_window_ends(&Memory::new()).await;
}

#[tokio::test]
async fn in_redis() {
    let address = testkit::redis::database();
    let one = Redis::at(&address).unwrap();
    counters_count_and_are_apart(&one).await;
    a_window_ends(&one).await;
    let replica = Redis::at(&address).unwrap();
    let shared = Key::platform("sign-in", "shared@b.se");
    one.count_up(&shared, WINDOW).await.unwrap();
    assert_eq!(replica.count_up(&shared, WINDOW).await.unwrap(), 2, "replicas count together");
}

#[tokio::test]
async fn a_redis_that_is_not_there_is_told() {
    let gone = Redis::at("redis://127.0.0.1:1/").unwrap();
    let key = Key::platform("sign-in", "a@b.se");
    assert!(gone.count_up(&key, WINDOW).await.is_err());
    assert!(gone.count(&key).await.is_err());
    assert!(gone.forget(&key).await.is_err());
    assert!(Redis::at("nonsense").is_err());
}

#[tokio::test]
async fn one_that_comes_back_is_found_again() {
    let mut server = testkit::redis::OwnServer::start();
    let redis = Redis::at(server.address()).unwrap();
    let key = Key::platform("sign-in", "a@b.se");
    assert_eq!(redis.count_up(&key, WINDOW).await.unwrap(), 1);
    assert_eq!(server.keys(), ["platform:sign-in:a@b.se"]);
    server.stop();
    let began = Instant::now();
    for _ in 0..4 {
        assert!(redis.count_up(&key, WINDOW).await.is_err());
    }
    assert!(began.elapsed() < Duration::from_secs(5), "nobody waits for it: {:?}", began.elapsed());
    server.start_again();
    // The first to ask may find that the connection is lost.
    let mut count = redis.count_up(&key, WINDOW).await;
    while count.is_err() {
        count = redis.count_up(&key, WINDOW).await;
    }
    assert_eq!(count.unwrap(), 1, "it came back empty");
}
