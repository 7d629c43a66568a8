//! The distributed profile of a test: a virtual host of its own at the broker, and a ledger by which
//! the test knows when everything that left has arrived.

use std::time::{Duration, Instant};

use taper_bus::{Bus, broker};
use taper_platform::{Clock, Random, SharedState};
use uuid::Uuid;

use crate::TestDatabase;

const PROFILE: &str = "TAPER_TEST_PROFILE";
/// Longest that the broker may take to bring what it was given.
const PATIENCE: Duration = Duration::from_secs(60);
const LOOK_EVERY: Duration = Duration::from_millis(3);

pub(crate) struct Carriage {
    /// `http://user:password@host:port` of the broker's management.
    management: String,
    host: String,
    url: String,
    redis: String,
}

impl Carriage {
    /// None in the embedded profile.
    ///
    /// # Panics
    /// The profile is unknown, or its servers are: run tests through `scripts/with-rabbitmq scripts/with-redis`.
    pub(crate) async fn of_profile(database: &TestDatabase) -> Option<Self> {
        match environment(PROFILE).as_deref() {
            None | Some("embedded") => return None,
            Some("distributed") => {}
            Some(other) => panic!("{PROFILE}={other}: there are embedded and distributed"),
        }
        let told = |name| environment(name).unwrap_or_else(|| panic!("{name} is not set"));
        let (broker, management) = (told("TAPER_TEST_RABBITMQ_URL"), told("TAPER_TEST_RABBITMQ_MANAGEMENT_URL"));
        #[expect(clippy::disallowed_methods, reason = "the name of a test's host need not repeat")]
        let host = format!("test-{}", Uuid::new_v4().simple());
        let (server, _) = broker.rsplit_once('/').expect("an AMQP URL with a virtual host");
        let url = format!("{server}/{host}");
        let carriage = Self { management, host, url, redis: told("TAPER_TEST_REDIS_URL") };
        carriage.manage(reqwest::Method::PUT).await;
        let ledger = sqlx::raw_sql(include_str!("ledger.sql")).execute(&mut database.connect().await).await;
        ledger.expect("a ledger");
        Some(carriage)
    }

    pub(crate) fn start(&self, bus: &Bus) {
        broker::start(bus, &self.url).expect("an AMQP URL");
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
        self.manage(reqwest::Method::DELETE).await;
    }

    async fn manage(&self, method: reqwest::Method) {
        let url = format!("{}/api/vhosts/{}", self.management, self.host);
        let answer = reqwest::Client::new().request(method, url).send().await.expect("the broker's management");
        assert!(answer.status().is_success(), "the broker's management answered {}", answer.status());
    }
}

#[expect(clippy::disallowed_methods, reason = "tests are told of their surroundings by the environment")]
fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
