//! Counters, the same in memory and in a real Redis, and what happens when Redis is gone.
#![expect(clippy::unwrap_used, reason = "tests may fail loudly")]

use std::time::Duration;

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
    let one = Redis::connect(&address).await.unwrap();
    counters_count_and_are_apart(&one).await;
    a_window_ends(&one).await;
    let replica = Redis::connect(&address).await.unwrap();
    let shared = Key::platform("sign-in", "shared@b.se");
    one.count_up(&shared, WINDOW).await.unwrap();
    assert_eq!(replica.count_up(&shared, WINDOW).await.unwrap(), 2, "replicas count together");
}

#[tokio::test]
async fn a_redis_that_is_not_there_is_told() {
    assert!(Redis::connect("redis://127.0.0.1:1/").await.is_err());
    assert!(Redis::connect("nonsense").await.is_err());
}
