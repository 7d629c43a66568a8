use std::collections::HashMap;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Connection, PgPool};

const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(5);
const IDLE_TIMEOUT: Duration = Duration::from_secs(300);
/// A connection that has rested for longer is asked whether it lives before it is used; one more round trip would be a
/// quarter of a small transaction.
const ASK_AFTER: Duration = Duration::from_secs(1);
/// The server ends a session that is idle in a transaction for longer: a stopped process must not hold a lane's lock
/// for good. Work within a transaction that waits for anything else must give up before.
pub const IDLE_IN_TRANSACTION_LIMIT: Duration = Duration::from_secs(10);

/// What a connection is for; each has a budget of its own, so that none starves the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Http,
    Consumers,
    Jobs,
}

/// Connections per role and process.
#[derive(Clone, Copy, Debug)]
pub struct PoolBudget {
    pub http: u32,
    pub consumers: u32,
    pub jobs: u32,
}

impl Default for PoolBudget {
    fn default() -> Self {
        Self { http: 16, consumers: 16, jobs: 6 }
    }
}

/// The pools of one database.
#[derive(Clone)]
pub struct Pools {
    pub http: PgPool,
    pub consumers: PgPool,
    pub jobs: PgPool,
    /// Distinguishes databases: services whose pools have the same id share one.
    pub id: Arc<str>,
}

/// Which service keeps its tables in which database.
#[derive(Clone)]
pub struct Databases {
    default: Pools,
    own: HashMap<String, Pools>,
}

impl Databases {
    pub fn one(pools: Pools) -> Self {
        Self { default: pools, own: HashMap::new() }
    }

    #[must_use]
    pub fn with_own(mut self, service: &str, pools: Pools) -> Self {
        self.own.insert(service.to_owned(), pools);
        self
    }

    pub fn of(&self, service: &str) -> &Pools {
        self.own.get(service).unwrap_or(&self.default)
    }

    /// Each database once.
    pub fn each(&self) -> impl Iterator<Item = &Pools> {
        std::iter::once(&self.default).chain(self.own.values())
    }

    /// All services together in one.
    pub fn is_one(&self) -> bool {
        self.own.is_empty()
    }
}

/// Opens the pools of a database. No connection is made before the first is needed. PostgreSQL knows them by
/// `taper-<role> <process>`.
///
/// # Errors
/// The URL is none of PostgreSQL's.
pub fn connect(url: &str, budget: PoolBudget, process: &str) -> Result<Pools, sqlx::Error> {
    let options = PgConnectOptions::from_str(url)?;
    let pool = |size, role: &str, statement_timeout| {
        pool(&options.clone().application_name(&format!("taper-{role} {process}")), size, statement_timeout)
    };
    Ok(Pools {
        http: pool(budget.http, "http", "10s"),
        consumers: pool(budget.consumers, "consumers", "30s"),
        jobs: pool(budget.jobs, "jobs", "60s"),
        id: url.into(),
    })
}

fn pool(options: &PgConnectOptions, size: u32, statement_timeout: &str) -> PgPool {
    let options = options.clone().options([
        ("statement_timeout", statement_timeout),
        ("idle_in_transaction_session_timeout", &format!("{}s", IDLE_IN_TRANSACTION_LIMIT.as_secs())),
        ("tcp_keepalives_idle", "10"),
        ("tcp_keepalives_interval", "5"),
        ("tcp_keepalives_count", "3"),
    ]);
    PgPoolOptions::new()
        .max_connections(size)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .idle_timeout(IDLE_TIMEOUT)
        .test_before_acquire(false)
        .before_acquire(|connection, rest| {
            Box::pin(async move {
                if rest.idle_for > ASK_AFTER {
                    connection.ping().await?;
                }
                Ok(true)
            })
        })
        // A begin that was cancelled half-way leaves a transaction open that nobody would commit;
        // the next "successful" write on it would be lost. Such a connection is thrown away.
        .after_release(|connection, _| Box::pin(async move { Ok(!connection.is_in_transaction()) }))
        .connect_lazy_with(options)
}

/// The server gave a statement up.
pub(crate) fn took_too_long(error: &sqlx::Error) -> bool {
    matches!(error, sqlx::Error::Database(error) if error.code().as_deref() == Some("57014"))
}

/// The database is away, full or busy: worth trying again, and nobody's fault.
pub fn is_transient(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed
        | sqlx::Error::Protocol(_) => true,
        sqlx::Error::Database(error) => error.code().is_some_and(|code| {
            ["08", "40", "53", "57P"].iter().any(|class| code.starts_with(class)) || code == "55P03" || code == "25P03"
        }),
        _ => false,
    }
}
