//! The postman: empties the outbox, beside the server, on every replica. Each mail is one postman's at a time.
//!
//! A mail goes through four notes in the database: waiting, claimed, handing, and how it ended. Whoever dies while
//! it is only claimed leaves it to the others. Whoever dies while handing it over leaves it unsure: it may have
//! arrived, and nobody sends it again unless an operator says so.

use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use telemetry::Metrics;
use tenancy::{PlatformDb, StoreFault};
use tokio::sync::watch;
use uuid::Uuid;

use crate::carrier::{Handed, Parcel, Round};
use crate::store::{self, Claimed};
use crate::{Author, Carrier, Sender, State, letter};

/// So many mails are claimed at a time.
const AT_A_TIME: u64 = 20;
/// How often an idle postman looks.
const PAUSE: Duration = Duration::from_secs(1);
/// How often the outbox is counted and tidied.
const TIDY_EVERY: Duration = Duration::from_mins(1);
/// A postman who has not been heard of for so long is gone. Longer than handing over may take.
const SILENCE: TimeDelta = TimeDelta::minutes(10);
/// How long it is remembered that a mail was sent, and to whom.
const MEMORY: TimeDelta = TimeDelta::days(30);
/// How long after each attempt the next one comes, in minutes; after the last one there is none. Two days in all.
const PAUSES: [i64; 9] = [1, 5, 15, 60, 180, 360, 540, 720, 1_020];

/// Empties an outbox.
pub struct Postman {
    platform: PlatformDb,
    author: Arc<dyn Author>,
    carrier: Carrier,
    sender: Sender,
    metrics: Arc<Metrics>,
}

impl Postman {
    /// A postman for this platform's outbox.
    pub fn new(
        platform: PlatformDb,
        author: Arc<dyn Author>,
        carrier: Carrier,
        sender: Sender,
        metrics: Arc<Metrics>,
    ) -> Self {
        Self { platform, author, carrier, sender, metrics }
    }

    /// Works until told to stop, and then gives back what has not been handed over.
    pub async fn work(&self, mut stop: watch::Receiver<bool>) {
        let mut tidied: Option<Instant> = None;
        while !*stop.borrow_and_update() {
            let mut done = self.round(&stop).await;
            if tidied.is_none_or(|at| at.elapsed() > TIDY_EVERY) {
                tidied = Some(Instant::now());
                done = match self.tidy().await {
                    Ok(()) => done,
                    Err(fault) => Err(fault),
                };
            }
            match done {
                Ok(0) => {}
                Ok(_) => continue,
                Err(fault) => {
                    let cause = std::error::Error::source(&fault).map(ToString::to_string);
                    tracing::warn!(%fault, cause, "the outbox cannot be used");
                }
            }
            // Whoever tells to stop may also be gone.
            if let Ok(Err(_)) = tokio::time::timeout(PAUSE, stop.changed()).await {
                return;
            }
        }
    }

    /// One round: what others have left, then at most twenty mails that are due. How many there were.
    pub async fn round(&self, stop: &watch::Receiver<bool>) -> Result<usize, StoreFault> {
        self.look_after_the_abandoned().await?;
        if !store::any_due(&self.platform, self.now()).await? {
            return Ok(0);
        }
        let claim = self.platform.surroundings().ids.next();
        let mails = store::claim(&self.platform, claim, self.now(), AT_A_TIME).await?;
        let count = mails.len();
        let mut round = Round::new(&self.carrier, &self.sender);
        for mail in mails {
            if *stop.borrow() {
                store::give_back(&self.platform, mail.id, claim, self.now(), None).await?;
            } else {
                self.deliver(&mut round, claim, &mail).await?;
            }
        }
        round.end().await;
        Ok(count)
    }

    /// Forgets what was sent long ago, and tells the metrics how many mails are in which state.
    pub async fn tidy(&self) -> Result<(), StoreFault> {
        store::forget_sent(&self.platform, before(self.now(), MEMORY)).await?;
        let counts = store::counts(&self.platform).await?;
        for state in State::ALL {
            let count = counts.iter().find(|(one, _)| *one == state).map_or(0, |(_, count)| *count);
            self.metrics.set_mails(state.word(), count);
        }
        Ok(())
    }

    async fn deliver(
        &self,
        round: &mut Round<'_>,
        claim: Uuid,
        mail: &Claimed,
    ) -> Result<(), StoreFault> {
        let platform = &self.platform;
        // First the way, then the letter: no link is made that cannot leave.
        if let Err(reason) = round.ready().await {
            store::count_attempt(platform, mail.id, claim).await?;
            return self.later(claim, mail, reason).await;
        }
        let Some(written) = self.author.write(&mail.errand).await? else {
            return store::drop_claimed(platform, mail.id, claim).await;
        };
        let made = letter::message(&self.sender, &mail.errand.to, mail.id, self.now(), &written);
        let Some((to, bytes)) = made else {
            return self.ended(claim, mail, State::Failed, "not an address".to_owned()).await;
        };
        if !store::begin(platform, mail.id, claim, self.now()).await? {
            tracing::warn!(mail = %mail.id, "a mail was taken over by another postman");
            return Ok(());
        }
        match round.hand(&Parcel { id: mail.id, to, bytes }).await {
            Handed::Accepted => {
                store::end(platform, mail.id, claim, self.now(), State::Sent, None).await
            }
            Handed::Later(reason) => self.later(claim, mail, reason).await,
            Handed::Never(reason) => self.ended(claim, mail, State::Failed, reason).await,
            Handed::Unsure(reason) => self.ended(claim, mail, State::Unsure, reason).await,
        }
    }

    /// Another attempt later, or the end of them.
    async fn later(&self, claim: Uuid, mail: &Claimed, reason: String) -> Result<(), StoreFault> {
        let made = usize::try_from(mail.attempts).unwrap_or_default();
        let Some(minutes) = PAUSES.get(made) else {
            return self.ended(claim, mail, State::Failed, reason).await;
        };
        let now = self.now();
        let due_at = now.checked_add_signed(TimeDelta::minutes(*minutes)).unwrap_or(now);
        store::give_back(&self.platform, mail.id, claim, due_at, Some(reason)).await
    }

    async fn ended(
        &self,
        claim: Uuid,
        mail: &Claimed,
        state: State,
        reason: String,
    ) -> Result<(), StoreFault> {
        tracing::warn!(mail = %mail.id, %state, reason, "a mail was not sent");
        store::end(&self.platform, mail.id, claim, self.now(), state, Some(reason)).await
    }

    /// Mails whose postman is gone: those that were not being handed over wait again, the others are unsure.
    async fn look_after_the_abandoned(&self) -> Result<(), StoreFault> {
        let gone = before(self.now(), SILENCE);
        let platform = &self.platform;
        let reason = "its postman was gone";
        store::give_up_on(platform, State::Claimed, gone, State::Waiting, reason).await?;
        let unsure =
            store::give_up_on(platform, State::Handing, gone, State::Unsure, reason).await?;
        if unsure > 0 {
            tracing::warn!(mails = unsure, "mails are unsure: their postman was gone");
        }
        Ok(())
    }

    fn now(&self) -> DateTime<Utc> {
        self.platform.surroundings().clock.now()
    }
}

fn before(now: DateTime<Utc>, by: TimeDelta) -> DateTime<Utc> {
    now.checked_sub_signed(by).unwrap_or(now)
}
