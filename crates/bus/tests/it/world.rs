//! Two processes with a database each: one emits, the other takes. Only the broker is between them.

use std::sync::Arc;
use std::time::Duration;

use sqlx::PgConnection;
use taper_bus::broker::{self, AmqpHealth};
use taper_bus::{Backlog, Bus, Carrier, Cause, Consumer, Handled, MIGRATOR, Subscriptions, Tx, Wakes, Worker};
use taper_events::ingress::ValidationFailed;
use taper_events::notifications::NotificationSent;
use taper_events::{Event, EventData, UserId};
use taper_platform::{
    Clock, Databases, HttpLimits, KeyRing, Platform, PlatformParts, PoolBudget, Random, Rates, SharedState, Tasks,
    Verifier,
};
use taper_testkit::TestDatabase;
use uuid::Uuid;

const SENDER: &str = "sender";
const PATIENCE: Duration = Duration::from_secs(180);
const BUDGET: PoolBudget = PoolBudget { http: 4, consumers: 6, jobs: 6 };
const HANDLERS: usize = 2;

pub(crate) fn broker_url() -> String {
    from_environment("TAPER_TEST_RABBITMQ_URL").expect("run with scripts/with-rabbitmq")
}

#[expect(clippy::disallowed_methods, reason = "tests are told of their surroundings by the environment")]
fn from_environment(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// What both processes are made of. The taker's name is its own, so that tests can share a broker.
pub(crate) struct World {
    sender: TestDatabase,
    taker: TestDatabase,
    pub(crate) taker_name: &'static str,
    random: Random,
}

/// One process; its tasks end with it.
pub(crate) struct Process {
    pub(crate) bus: Bus,
    pub(crate) health: AmqpHealth,
}

impl World {
    pub(crate) async fn start() -> Self {
        if let Some(filter) = from_environment("TAPER_TEST_LOG") {
            taper_platform::telemetry::init_logs(&filter, None);
        }
        let (sender, taker) = (TestDatabase::create(&[&MIGRATOR]).await, TestDatabase::create(&[&MIGRATOR]).await);
        let random = Random::from_machine();
        let name = format!("taker-{}", Uuid::from_bytes(random.bytes()).simple());
        let world = Self { sender, taker, taker_name: Box::leak(name.into_boxed_str()), random };
        sqlx::raw_sql(
            "create schema taker;
             create table taker.seen (position bigserial, user_id uuid, number int, event_id uuid, source text);
             create table taker.told (event_id uuid, event_type text, user_id uuid, violations jsonb)",
        )
        .execute(&mut world.taker.connect().await)
        .await
        .unwrap();
        world
    }

    fn bus(&self, here: &[&'static str]) -> Bus {
        let connect = |database: &TestDatabase| taper_platform::connect(&database.url(), BUDGET, "test").unwrap();
        let databases = Databases::one(connect(&self.sender)).with_own(self.taker_name, connect(&self.taker));
        let clock = Clock::machine();
        let mut subscriptions = Subscriptions::default();
        subscriptions.add(NotificationSent::EVENT.name, self.taker_name);
        subscriptions.add(ValidationFailed::EVENT.name, self.taker_name);
        let platform = Platform::new(PlatformParts {
            keys: KeyRing::generate(&self.random),
            random: self.random.clone(),
            databases,
            verifier: Verifier::new("http://taper.test", clock.clone()),
            signals: taper_platform::Signals::new(taper_platform::SharedState::in_process()),
            rates: Rates::new(SharedState::in_process(), clock.clone(), HttpLimits::NONE),
            clock,
            tasks: Tasks::default(),
            public_url: "http://taper.test".to_owned(),
            trusted_proxies: 0,
        });
        Bus {
            platform,
            carrier: Carrier::Broker,
            wakes: Wakes::of(here.iter().copied()),
            subscriptions: Arc::new(subscriptions),
            backlog: Backlog::up_to(1_000_000),
        }
    }

    /// Emits; its consumers are none.
    pub(crate) async fn sending(&self, url: &str) -> Process {
        let bus = self.bus(&[]);
        bus.register_takers().await.unwrap();
        let health = broker::start(&bus, url).unwrap();
        Process { bus, health }
    }

    /// Receives and handles.
    pub(crate) fn taking(&self, url: &str) -> Process {
        let bus = self.bus(&[self.taker_name]);
        let health = broker::start(&bus, url).unwrap();
        let mut consumer = Consumer::default();
        consumer.on(sees);
        consumer.on(is_told);
        let worker = Arc::new(Worker::new(&bus, self.taker_name, consumer));
        for _ in 0..HANDLERS {
            let (bus, worker) = (bus.clone(), worker.clone());
            bus.platform.tasks.clone().supervise("consumer", move || {
                let (bus, worker) = (bus.clone(), worker.clone());
                async move { worker.work(&bus).await }
            });
        }
        Process { bus, health }
    }

    pub(crate) async fn sender_database(&self) -> PgConnection {
        self.sender.connect().await
    }

    pub(crate) async fn taker_database(&self) -> PgConnection {
        self.taker.connect().await
    }

    /// The numbers that the taker saw of this user, in its order.
    pub(crate) async fn seen(&self, user: UserId) -> Vec<i32> {
        sqlx::query_scalar("select number from taker.seen where user_id = $1 order by position")
            .bind(user.0)
            .fetch_all(&mut self.taker.connect().await)
            .await
            .unwrap()
    }

    /// Waits until the taker saw so many of this user's.
    pub(crate) async fn sees(&self, user: UserId, count: usize) -> Vec<i32> {
        eventually(async || {
            let seen = self.seen(user).await;
            (seen.len() >= count).then_some(seen)
        })
        .await
    }

    pub(crate) async fn outbox(&self) -> i64 {
        sqlx::query_scalar("select count(*) from bus.outbox").fetch_one(&mut self.sender.connect().await).await.unwrap()
    }

    pub(crate) fn user(&self) -> UserId {
        UserId(Uuid::from_bytes(self.random.bytes()))
    }

    /// Nothing more may come: what could come twice has had its chance, and nothing is left anywhere.
    pub(crate) async fn is_quiet(&self) {
        eventually(async || {
            let mut taker = self.taker.connect().await;
            let left: i64 =
                sqlx::query_scalar("select (select count(*) from bus.inbox) + (select count(*) from bus.blocked)")
                    .fetch_one(&mut taker)
                    .await
                    .unwrap();
            (left + self.outbox().await == 0).then_some(())
        })
        .await;
    }
}

impl Process {
    /// One transaction with these numbers for each of the users.
    pub(crate) async fn emits(&self, users: &[UserId], numbers: std::ops::Range<i32>) {
        let pool = &self.bus.db(SENDER).http;
        let cause = Cause::request(self.bus.platform.id(), users[0]);
        let mut tx = Tx::begin(&self.bus, SENDER, pool, cause).await.unwrap();
        for number in numbers {
            for user in users {
                tx.set_cause(Cause::request(self.bus.platform.id(), *user));
                tx.emit(&notification(&number.to_string())).unwrap();
            }
        }
        tx.commit().await.unwrap();
    }

    pub(crate) async fn ends(self) {
        assert!(self.bus.platform.tasks.drain(Duration::from_secs(20)).await, "tasks did not end");
    }
}

pub(crate) fn notification(channel: &str) -> NotificationSent {
    NotificationSent { notification_id: Uuid::nil(), template: "welcome".to_owned(), channel: channel.to_owned() }
}

async fn sees(tx: &mut Tx, event: &Event<NotificationSent>) -> Handled {
    sqlx::query("insert into taker.seen (user_id, number, event_id, source) values ($1, $2, $3, $4)")
        .bind(event.actor().0)
        .bind(event.data.channel.parse::<i32>().unwrap_or(-1))
        .bind(event.envelope.id())
        .bind(&event.envelope.source_service)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

async fn is_told(tx: &mut Tx, event: &Event<ValidationFailed>) -> Handled {
    sqlx::query("insert into taker.told (event_id, event_type, user_id, violations) values ($1, $2, $3, $4)")
        .bind(event.data.event_id)
        .bind(&event.data.event_type)
        .bind(event.actor().0)
        .bind(serde_json::to_value(&event.data.violations).unwrap())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Looks again and again until there is an answer.
pub(crate) async fn eventually<T>(look: impl AsyncFn() -> Option<T>) -> T {
    let looking = async {
        loop {
            if let Some(found) = look().await {
                return found;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(PATIENCE, looking).await.expect("it did not happen in time")
}
