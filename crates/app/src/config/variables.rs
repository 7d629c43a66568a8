//! Every variable there is, once: read from here, checked from here, documented from here.

/// A variable of the environment, or of the file.
pub(crate) struct Variable {
    pub name: &'static str,
    /// Accepted as well, if the name itself is not set.
    pub alias: Option<&'static str>,
    /// As written in the documentation; empty if there is none.
    pub default: &'static str,
    pub is_secret: bool,
    pub about: &'static str,
}

const fn plain(
    name: &'static str,
    alias: Option<&'static str>,
    default: &'static str,
    about: &'static str,
) -> Variable {
    Variable { name, alias, default, is_secret: false, about }
}

const fn secret(name: &'static str, alias: Option<&'static str>, about: &'static str) -> Variable {
    Variable { name, alias, default: "", is_secret: true, about }
}

pub(crate) const DATA_DIR: Variable =
    plain("TAPER_DATA_DIR", None, ".data", "Where the embedded database, the keys and files live.");
pub(crate) const LISTEN: Variable = plain("TAPER_LISTEN", None, "127.0.0.1:8080", "Address and port to listen on.");
pub(crate) const PORT: Variable =
    plain("TAPER_PORT", Some("PORT"), "", "Port to listen on, on all addresses; used where TAPER_LISTEN is not set.");
pub(crate) const PUBLIC_URL: Variable = plain(
    "TAPER_PUBLIC_URL",
    None,
    "http://localhost:<port>",
    "Where people reach this instance; links in mails begin with it, tokens are issued for it.",
);
pub(crate) const ENVIRONMENT: Variable = plain(
    "TAPER_ENVIRONMENT",
    Some("ENVIRONMENT"),
    "development",
    "`development` reads `.env`; anything else does not.",
);
pub(crate) const DATABASE_URL: Variable = secret(
    "TAPER_DATABASE_URL",
    Some("DATABASE_URL"),
    "PostgreSQL 15 or newer. Not set: the embedded one. A single service's own database: TAPER_<SERVICE>_DATABASE_URL.",
);
pub(crate) const POSTGRES_BIN: Variable =
    plain("TAPER_POSTGRES_BIN", None, "", "Folder of PostgreSQL's programs, where the usual places do not have them.");
pub(crate) const RABBITMQ_URL: Variable = secret(
    "TAPER_RABBITMQ_URL",
    Some("RABBITMQ_URL"),
    "RabbitMQ 3.10 or newer. Not set: events stay inside the one database.",
);
pub(crate) const REDIS_URL: Variable = secret(
    "TAPER_REDIS_URL",
    Some("REDIS_URL"),
    "Redis or Valkey, for limits and wake-ups shared by several processes.",
);
pub(crate) const KEYS: Variable = secret(
    "TAPER_KEYS",
    None,
    "The instance's keys, as `taper keys show` prints them. Not set: `keys.json` in the data directory, made at the first start.",
);
pub(crate) const TLS_CERTIFICATE: Variable = plain(
    "TAPER_TLS_CERTIFICATE",
    None,
    "",
    "Certificate chain in PEM; with TAPER_TLS_KEY, taper speaks HTTPS itself.",
);
pub(crate) const TLS_KEY: Variable = plain("TAPER_TLS_KEY", None, "", "Private key in PEM of TAPER_TLS_CERTIFICATE.");
pub(crate) const TRUSTED_PROXIES: Variable = plain(
    "TAPER_TRUSTED_PROXIES",
    None,
    "0",
    "How many proxies stand in front; so many entries of X-Forwarded-For are believed, from the right.",
);
pub(crate) const SMTP_URL: Variable = secret(
    "TAPER_SMTP_URL",
    None,
    "`smtp://`, `smtps://` with user and password. Not set: mail goes to the local mailbox page.",
);
pub(crate) const MAIL_FROM: Variable = plain(
    "TAPER_MAIL_FROM",
    None,
    "",
    "Sender of mails, such as `Taper <taper@club.example>`; required with TAPER_SMTP_URL.",
);
pub(crate) const MAILBOX_CODE: Variable = secret(
    "TAPER_MAILBOX_CODE",
    None,
    "Code that opens the local mailbox from elsewhere than this machine. Not set: a new one is printed at each start.",
);
pub(crate) const LOG: Variable =
    plain("TAPER_LOG", None, "info,sqlx=warn", "What is logged, as tracing's filters write it.");
pub(crate) const TRACES: Variable = plain(
    "OTEL_EXPORTER_OTLP_ENDPOINT",
    None,
    "",
    "Collector of traces, OTLP over plain HTTP, such as `http://localhost:4318`. Not set: no traces are made.",
);
pub(crate) const POOL: Variable =
    plain("TAPER_POOL", None, "16,16,6", "Database connections of a process: HTTP, consumers, jobs.");
pub(crate) const RATE_LIMITS: Variable = plain(
    "TAPER_RATE_LIMITS",
    None,
    "1200,6000",
    "Requests per minute: of one person, from one network address. 0: as many as they like.",
);
pub(crate) const CONNECTIONS_PER_ADDRESS: Variable = plain(
    "TAPER_CONNECTIONS_PER_ADDRESS",
    None,
    "1000",
    "Connections that one network address may hold. Not of this machine, nor where proxies stand in front. 0: as many as there are.",
);
pub(crate) const JWKS_URL: Variable = plain(
    "TAPER_JWKS_URL",
    None,
    "",
    "Where a process that does not run identity gets the public signing keys. Not set: from identity's database.",
);
pub(crate) const OUTBOX_LIMIT: Variable =
    plain("TAPER_OUTBOX_LIMIT", None, "1000000", "Events that may wait for RabbitMQ before new ones are answered 503.");

pub(crate) const ALL: [&Variable; 23] = [
    &DATA_DIR,
    &LISTEN,
    &PORT,
    &PUBLIC_URL,
    &ENVIRONMENT,
    &DATABASE_URL,
    &POSTGRES_BIN,
    &RABBITMQ_URL,
    &REDIS_URL,
    &KEYS,
    &TLS_CERTIFICATE,
    &TLS_KEY,
    &TRUSTED_PROXIES,
    &SMTP_URL,
    &MAIL_FROM,
    &MAILBOX_CODE,
    &LOG,
    &TRACES,
    &POOL,
    &RATE_LIMITS,
    &CONNECTIONS_PER_ADDRESS,
    &JWKS_URL,
    &OUTBOX_LIMIT,
];
