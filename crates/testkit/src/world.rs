use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use axum::Router;
use chrono::TimeDelta;
use taper_bus::{Arrival, Arrived, Backlog, Bus, Carrier, Subscriptions, Wakes, Worker};
use taper_events::{Envelope, UserId};
use taper_platform::{Databases, HttpLimits, KeyRing, Platform, PlatformParts, PoolBudget, Random, Tasks, Verifier};
use taper_service::{Service, api_router};
use uuid::Uuid;

use crate::carriage::Carriage;
use crate::observer::Observer;
use crate::{FakeClock, TestAthlete, TestDatabase, TestTokens};

pub(crate) const ISSUER: &str = "http://taper.test";
const START: &str = "2027-01-04T09:00:00Z";
/// More rounds than any test's events need: reaching it means that events breed events.
const MAX_ROUNDS: usize = 1000;
const BUDGET: PoolBudget = PoolBudget { http: 8, consumers: 4, jobs: 2 };

/// Some services on a database of their own, driven by hand. In the distributed profile
/// (`TAPER_TEST_PROFILE=distributed`) RabbitMQ and Redis are between them, real ones.
pub struct World {
    pub clock: FakeClock,
    pub platform: Platform,
    pub bus: Bus,
    pub database: TestDatabase,
    pub tokens: TestTokens,
    router: Router,
    services: Vec<Service>,
    workers: Vec<Worker>,
    /// Here in the distributed profile.
    carriage: Option<Carriage>,
    observer: Observer,
    next_athlete: AtomicU32,
    may_leave_behind: AtomicBool,
}

impl World {
    /// The services, migrated, at a fixed time with seeded randomness.
    pub async fn start(services: Vec<Service>) -> Self {
        let clock = FakeClock::at(START);
        Self::start_at(services, clock).await
    }

    pub async fn start_at(services: Vec<Service>, clock: FakeClock) -> Self {
        Self::start_limited(services, clock, HttpLimits::NONE).await
    }

    /// With limits to what the HTTP door lets through.
    pub async fn start_limited(services: Vec<Service>, clock: FakeClock, limits: HttpLimits) -> Self {
        let migrators: Vec<_> =
            std::iter::once(&taper_bus::MIGRATOR).chain(services.iter().map(|s| s.migrator)).collect();
        let database = TestDatabase::create(&migrators).await;
        let pools = taper_platform::connect(&database.url(), BUDGET, "test").expect("a PostgreSQL URL");
        let carriage = Carriage::of_profile(&database).await;
        let shared = carriage.as_ref().map_or_else(taper_platform::SharedState::in_process, Carriage::shared_state);
        let random = Random::seeded(42);
        let tokens = TestTokens::new(ISSUER);
        let verifier = Verifier::new(ISSUER, clock.clock());
        verifier.set_keys(&tokens.keys());
        let platform = Platform::new(PlatformParts {
            clock: clock.clock(),
            keys: KeyRing::generate(&random),
            random,
            databases: Databases::one(pools),
            verifier,
            signals: taper_platform::Signals::new(shared.clone()),
            rates: taper_platform::Rates::new(shared, clock.clock(), limits),
            tasks: Tasks::default(),
            public_url: ISSUER.to_owned(),
            trusted_proxies: 0,
        });
        let observer = Observer::default();
        let mut subscriptions = Subscriptions::default();
        let watching = observer.service();
        for service in services.iter().chain([&watching]) {
            service.subscribe(&mut subscriptions);
        }
        let bus = Bus {
            platform: platform.clone(),
            carrier: if carriage.is_some() { Carrier::Broker } else { Carrier::Inboxes },
            wakes: Wakes::of(services.iter().chain([&watching]).map(|service| service.name)),
            subscriptions: Arc::new(subscriptions),
            backlog: Backlog::up_to(1_000_000),
        };
        bus.register_takers().await.expect("takers");
        if let Some(carriage) = &carriage {
            carriage.start(&bus);
        }
        let router = taper_platform::http::dress(api_router(&services, &platform, &bus), &platform);
        let services: Vec<Service> = services.into_iter().chain([watching]).collect();
        let mut workers = Vec::new();
        for service in services.iter().filter(|service| !service.consumer().is_empty()) {
            let worker = Worker::new(&bus, service.name, service.consumer().clone());
            worker.floor(&bus).await.expect("a database");
            workers.push(worker);
        }
        Self {
            clock,
            platform,
            bus,
            database,
            tokens,
            router,
            services,
            workers,
            carriage,
            observer,
            next_athlete: 1.into(),
            may_leave_behind: AtomicBool::new(false),
        }
    }

    /// Somebody new, signed in, with the role `athlete`.
    pub fn athlete(&self) -> TestAthlete<'_> {
        let number = self.next_athlete.fetch_add(1, Ordering::Relaxed);
        self.as_athlete(UserId(Uuid::from_u128(0xa711_e7e0_0000_4000_8000_0000_0000_0000 + u128::from(number))))
    }

    pub fn as_athlete(&self, id: UserId) -> TestAthlete<'_> {
        TestAthlete::new(self, id, &["athlete"])
    }

    pub fn coach(&self) -> TestAthlete<'_> {
        let id = self.athlete().id;
        TestAthlete::new(self, id, &["athlete", "coach"])
    }

    pub fn admin(&self) -> TestAthlete<'_> {
        let id = self.athlete().id;
        TestAthlete::new(self, id, &["athlete", "admin"])
    }

    /// All routes with the platform's layers around them.
    pub fn router(&self) -> Router {
        self.router.clone()
    }

    /// Takes an event in as ingress does, and answers whether it was new.
    pub async fn takes_in(&self, envelope: Envelope) -> Arrived {
        let entry = taper_events::entry(&envelope.event_type).expect("a type of the catalogue");
        let key = envelope.order_key(&entry.event);
        let mut connection = self.database.connect().await;
        let arrival = Arrival { key, envelope, fingerprint: None };
        let arrived = taper_bus::arrive(&self.bus, &mut connection, "testkit", &[arrival]).await;
        arrived.expect("an arrival")[0]
    }

    /// Waits until what was emitted is in the inboxes; handles nothing.
    pub async fn carried(&self) {
        if let Some(carriage) = &self.carriage {
            carriage.brings_all(&self.database).await;
        }
    }

    /// Handles everything that can be handled now. Returns how many events were.
    pub async fn drain(&self) -> usize {
        let mut handled = 0;
        for _ in 0..MAX_ROUNDS {
            let mut moved = 0;
            for worker in &self.workers {
                moved += self.handles(worker).await;
            }
            handled += moved;
            let brought = match &self.carriage {
                Some(carriage) => carriage.brings_all(&self.database).await,
                None => false,
            };
            if moved == 0 && !brought {
                return handled;
            }
        }
        panic!("events breed events: not drained after {MAX_ROUNDS} rounds");
    }

    async fn handles(&self, worker: &Worker) -> usize {
        let (mut handled, mut careful) = (0, false);
        loop {
            let batch = worker.run_batch(&self.bus, taper_bus::ALL_LANES, careful).await.expect("a database");
            handled += batch.handled;
            careful = batch.failed;
            if batch.handled == 0 && batch.again == 0 {
                return handled;
            }
        }
    }

    /// Does the jobs that are due, once.
    pub async fn run_jobs(&self) -> usize {
        let mut done = 0;
        for service in &self.services {
            done += taper_service::run_jobs_once(&self.bus, service).await.expect("a database");
        }
        done
    }

    /// Does the scheduled work that is due, once.
    pub async fn run_schedules(&self) -> usize {
        let mut done = 0;
        for service in &self.services {
            done += taper_service::run_schedules_once(&self.bus, service).await.expect("a database");
        }
        done
    }

    /// Moves the clock.
    pub fn wait(&self, time: TimeDelta) {
        self.clock.advance(time);
    }

    /// Every fact that has been handled so far, in the order of the observer's inbox.
    pub fn facts(&self) -> Vec<Envelope> {
        self.observer.facts()
    }

    /// This test leaves events or jobs behind on purpose: undelivered, waiting after a failure, or dead.
    pub fn leaves_events_behind(&self) {
        self.may_leave_behind.store(true, Ordering::Relaxed);
    }
}

impl Drop for World {
    /// Nothing may be left undelivered or failed, or a test could pass without what it sent ever being done.
    fn drop(&mut self) {
        let (database, carriage) = (&self.database, self.carriage.take());
        let pools = self.platform.databases.of("").clone();
        self.platform.tasks.shutdown().cancel();
        let now = self.clock.clock().now();
        let left = std::thread::scope(|scope| {
            scope
                .spawn(|| {
                    let runtime =
                        tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
                    runtime.block_on(async {
                        let mut connection = database.connect().await;
                        let left: (i64, i64) = sqlx::query_as(
                            "select (select count(*) from bus.inbox) + (select count(*) from bus.outbox)
                                + (select count(*) from bus.blocked) + (select count(*) from bus.dead),
                                (select count(*) from bus.jobs where run_at <= $1 or last_error is not null)
                                + (select count(*) from bus.schedules where last_error is not null)",
                        )
                        .bind(now)
                        .fetch_one(&mut connection)
                        .await
                        .expect("a count");
                        drop(connection);
                        database.drop_now().await;
                        if let Some(carriage) = carriage {
                            carriage.close().await;
                        }
                        left
                    })
                })
                .join()
        });
        drop(pools);
        if std::thread::panicking() || *self.may_leave_behind.get_mut() {
            return;
        }
        let (events, jobs) = left.expect("a database to look at");
        assert_eq!(events, 0, "events were left undelivered, waiting or dead: call drain(), and see why they failed");
        assert_eq!(jobs, 0, "jobs were left undone or failed: call run_jobs(), and see why they failed");
    }
}
