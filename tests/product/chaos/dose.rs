//! How long, how many kills, and which chance.

use std::time::Duration;

use super::chance::Chance;

/// How much the servers have to go through.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dose {
    pub(crate) time: Duration,
    pub(crate) kills: u32,
    seed: u64,
}

impl Dose {
    /// `YRKESRESAN_CHAOS="SECONDS KILLS SEED"`, or the short form.
    #[expect(clippy::disallowed_methods, reason = "how long it goes on is read here alone")]
    pub(crate) fn read() -> Self {
        let given = std::env::var("YRKESRESAN_CHAOS").unwrap_or_else(|_| "20 4 4711".to_owned());
        let numbers: Vec<u64> = given.split(' ').map(|number| number.parse().unwrap()).collect();
        let [seconds, kills, seed] = numbers[..] else {
            panic!("seconds, kills and seed: {given}")
        };
        Self { time: Duration::from_secs(seconds), kills: u32::try_from(kills).unwrap(), seed }
    }

    /// The chance of one of those who take part.
    pub(crate) fn chance(&self, who: usize) -> Chance {
        let who = u64::try_from(who).unwrap();
        Chance::new(self.seed.wrapping_mul(1_000_003).wrapping_add(who))
    }
}
