//! The distributed profile of a test: a virtual host of its own at the broker, and a ledger by which
//! the test knows when everything that left has arrived.

use std::time::{Duration, Instant};

use taper_bus::{Bus, broker};
use taper_platform::{Clock, Random, SharedState};
use taper_rig::{Profile, VirtualHost};

use crate::TestDatabase;

/// Longest that the broker may take to bring what it was given.
const PATIENCE: Duration = Duration::from_secs(60);
const LOOK_EVERY: Duration = Duration::from_millis(3);

pub(crate) struct Carriage {
    host: VirtualHost,
    redis: String,
}

impl Carriage {
    /// None in the embedded profile.
    ///
    /// # Panics
    /// The profile is unknown, or its servers are: run tests through `scripts/with-rabbitmq scripts/with-redis`.
    pub(crate) async fn of_profile(database: &TestDatabase) -> Option<Self> {
        if Profile::of_test().expect("a profile") == Profile::Embedded {
            return None;
        }
        let host = VirtualHost::create().await.expect("a broker");
        let ledger = sqlx::raw_sql(include_str!("ledger.sql")).execute(&mut database.connect().await).await;
        ledger.expect("a ledger");
        Some(Self { host, redis: taper_rig::told("TAPER_TEST_REDIS_URL").expect("a Redis") })
    }

    pub(crate) fn start(&self, bus: &Bus) {
        broker::start(bus, &self.host.url).expect("an AMQP URL");
    }

    pub(crate) fn shared_state(&self) -> SharedState {
        let instance = Random::from_machine().id(&Clock::machine()).to_string();
        SharedState::redis(&self.redis, &instance).expect("a Redis URL")
    }

    /// Waits until all that was emitted is in its takers' inboxes. True if something there can be handled.
    pub(crate) async fn brings_all(&self, database: &TestDatabase) -> bool {
        let mut connection = database.connect().await;
        let started = Instant::now();
        loop {
            let under_way: bool = sqlx::query_scalar("select testkit.is_under_way()")
                .fetch_one(&mut connection)
                .await
                .expect("the ledger");
            if !under_way {
                break;
            }
            assert!(started.elapsed() < PATIENCE, "the broker did not bring what it was given");
            tokio::time::sleep(LOOK_EVERY).await;
        }
        sqlx::query_scalar("select testkit.can_be_handled()").fetch_one(&mut connection).await.expect("the ledger")
    }

    pub(crate) async fn close(self) {
        self.host.delete().await.expect("a broker");
    }
}
