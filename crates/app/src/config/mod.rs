//! Configuration: read once, checked whole, every mistake named with its variable and the way out.

mod address;
mod document;
mod source;
mod variables;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;

use taper_platform::http::TlsFiles;
use taper_platform::{HttpLimits, KeyRing, PoolBudget};

pub(crate) use address::address;
pub(crate) use document::{env_example, markdown};
pub(crate) use source::Source;
use variables as v;

/// Everything a process needs to know.
pub(crate) struct Config {
    pub data_dir: PathBuf,
    pub listen: SocketAddr,
    pub public_url: String,
    /// None: the embedded server.
    pub database_url: Option<String>,
    /// Services with a database of their own.
    pub own_databases: BTreeMap<String, String>,
    pub postgres_bin: Option<PathBuf>,
    pub rabbitmq_url: Option<String>,
    pub redis_url: Option<String>,
    /// As JSON.
    pub keys: Option<String>,
    pub tls: Option<TlsFiles>,
    pub trusted_proxies: usize,
    pub mail: notifications::Config,
    pub log: String,
    /// An OTLP collector over plain HTTP.
    pub traces_endpoint: Option<String>,
    pub pool: PoolBudget,
    pub limits: HttpLimits,
    /// 0: no bound of its own.
    pub connections_per_address: usize,
    pub jwks_url: Option<String>,
    pub outbox_limit: usize,
}

/// A mistake in the configuration.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{variable}: {problem} {fix}")]
pub(crate) struct Mistake {
    pub variable: String,
    pub problem: String,
    pub fix: String,
}

pub(crate) fn mistake(variable: &str, problem: impl Into<String>, fix: impl Into<String>) -> Mistake {
    Mistake { variable: variable.to_owned(), problem: problem.into(), fix: fix.into() }
}

/// `TAPER_<SERVICE>_DATABASE_URL`
const OWN_DATABASE: (&str, &str) = ("TAPER_", "_DATABASE_URL");
/// Characters. It can be guessed at without end.
const MIN_MAILBOX_CODE: usize = 16;

impl Config {
    /// # Errors
    /// The first mistake, with its variable and what to do.
    pub(crate) fn read(source: &Source) -> Result<Self, Mistake> {
        let database_url = source.get(&v::DATABASE_URL);
        if let Some(url) = &database_url {
            check_url(v::DATABASE_URL.name, url, &["postgres", "postgresql"])?;
        }
        let own_databases = own_databases(source)?;
        let rabbitmq_url = source.get(&v::RABBITMQ_URL);
        if let Some(url) = &rabbitmq_url {
            check_url(v::RABBITMQ_URL.name, url, &["amqp", "amqps"])?;
        }
        let redis_url = source.get(&v::REDIS_URL);
        if let Some(url) = &redis_url {
            check_url(v::REDIS_URL.name, url, &["redis", "rediss"])?;
        }
        if !own_databases.is_empty() && rabbitmq_url.is_none() {
            return Err(mistake(
                v::RABBITMQ_URL.name,
                "services with databases of their own meet over RabbitMQ, and none is configured.",
                "Set it, or keep all services in one database.",
            ));
        }
        let keys = source.get(&v::KEYS);
        let is_shared = rabbitmq_url.is_some() || redis_url.is_some() || !own_databases.is_empty();
        if keys.is_none() && (is_shared || database_url.is_some() && !is_development(source)) {
            return Err(mistake(
                v::KEYS.name,
                "processes that share a database must share the keys.",
                "Make some with `taper keys generate` and give the same to all of them.",
            ));
        }
        if let Some(keys) = &keys {
            KeyRing::from_json(keys)
                .map_err(|error| mistake(v::KEYS.name, format!("{error}."), "Make some with `taper keys generate`."))?;
        }
        let listen = listen(source)?;
        let tls = tls(source)?;
        let public_url = public_url(source, listen, tls.is_some())?;
        let trusted_proxies = number(source, &v::TRUSTED_PROXIES)?;
        let has_a_proxy = trusted_proxies > 0 || !is_this_machine(&public_url);
        Ok(Self {
            data_dir: source.get(&v::DATA_DIR).unwrap_or_else(|| v::DATA_DIR.default.to_owned()).into(),
            listen,
            public_url,
            database_url,
            own_databases,
            postgres_bin: source.get(&v::POSTGRES_BIN).map(PathBuf::from),
            rabbitmq_url,
            redis_url,
            keys,
            tls,
            trusted_proxies,
            mail: mail(source, has_a_proxy)?,
            traces_endpoint: traces(source)?,
            log: log(source)?,
            pool: pool(source)?,
            limits: limits(source)?,
            connections_per_address: number(source, &v::CONNECTIONS_PER_ADDRESS)?,
            jwks_url: jwks_url(source)?,
            outbox_limit: number(source, &v::OUTBOX_LIMIT)?,
        })
    }

    pub(crate) fn is_embedded(&self) -> bool {
        self.database_url.is_none()
    }
}

fn traces(source: &Source) -> Result<Option<String>, Mistake> {
    let endpoint = source.get(&v::TRACES);
    if let Some(endpoint) = &endpoint {
        check_url(v::TRACES.name, endpoint, &["http"])?;
    }
    Ok(endpoint)
}

fn log(source: &Source) -> Result<String, Mistake> {
    let filter = source.get(&v::LOG).unwrap_or_else(|| v::LOG.default.to_owned());
    match taper_platform::telemetry::is_filter(&filter) {
        true => Ok(filter),
        false => Err(mistake(
            v::LOG.name,
            format!("`{filter}` is no filter."),
            "Write it like info, or taper_bus=debug,info.",
        )),
    }
}

fn is_development(source: &Source) -> bool {
    source.get(&v::ENVIRONMENT).is_none_or(|environment| environment == v::ENVIRONMENT.default)
}

fn own_databases(source: &Source) -> Result<BTreeMap<String, String>, Mistake> {
    let mut own = BTreeMap::new();
    for (name, url) in source.between(OWN_DATABASE.0, OWN_DATABASE.1) {
        let full = format!("{}{name}{}", OWN_DATABASE.0, OWN_DATABASE.1);
        check_url(&full, &url, &["postgres", "postgresql"])?;
        own.insert(name.to_lowercase(), url);
    }
    Ok(own)
}

fn check_url(name: &str, url: &str, schemes: &[&str]) -> Result<(), Mistake> {
    let scheme = url.split_once("://").map(|(scheme, _)| scheme);
    if scheme.is_some_and(|scheme| schemes.contains(&scheme)) {
        return Ok(());
    }
    // The value may hold a password: it is not repeated.
    Err(mistake(name, "this is no such URL.", format!("It begins with {}://", schemes[0])))
}

fn listen(source: &Source) -> Result<SocketAddr, Mistake> {
    if let Some(listen) = source.get(&v::LISTEN) {
        return listen.parse().map_err(|_| {
            mistake(v::LISTEN.name, format!("`{listen}` is no address with a port."), "Write it like 0.0.0.0:8080.")
        });
    }
    match source.get(&v::PORT) {
        None => v::LISTEN.default.parse().map_err(|_| mistake(v::LISTEN.name, "the default is broken.", "")),
        Some(port) => format!("0.0.0.0:{port}")
            .parse()
            .map_err(|_| mistake(v::PORT.name, format!("`{port}` is no port."), "Write a number from 1 to 65535.")),
    }
}

fn tls(source: &Source) -> Result<Option<TlsFiles>, Mistake> {
    match (source.get(&v::TLS_CERTIFICATE), source.get(&v::TLS_KEY)) {
        (None, None) => Ok(None),
        (Some(certificate), Some(key)) => {
            let files = TlsFiles { certificate: certificate.into(), key: key.into() };
            taper_platform::http::check_tls(&files).map_err(|error| {
                mistake(v::TLS_CERTIFICATE.name, format!("{error}."), "Name a PEM file, and its key in TAPER_TLS_KEY.")
            })?;
            Ok(Some(files))
        }
        (Some(_), None) => Err(mistake(v::TLS_KEY.name, "a certificate without its key.", "Set both or none.")),
        (None, Some(_)) => Err(mistake(v::TLS_CERTIFICATE.name, "a key without its certificate.", "Set both or none.")),
    }
}

fn public_url(source: &Source, listen: SocketAddr, https: bool) -> Result<String, Mistake> {
    let Some(url) = source.get(&v::PUBLIC_URL) else {
        let scheme = if https { "https" } else { "http" };
        return Ok(format!("{scheme}://localhost:{}", listen.port()));
    };
    let url = url.trim_end_matches('/').to_owned();
    check_url(v::PUBLIC_URL.name, &url, &["http", "https"])?;
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    if rest.is_empty() || rest.contains(['/', '?', '#', '@', ' ']) {
        return Err(mistake(v::PUBLIC_URL.name, "more than an origin.", "Write it like https://taper.club.example."));
    }
    Ok(url)
}

fn number(source: &Source, variable: &v::Variable) -> Result<usize, Mistake> {
    let text = source.get(variable).unwrap_or_else(|| variable.default.to_owned());
    text.parse().map_err(|_| mistake(variable.name, format!("`{text}` is no number."), "Write a whole number."))
}

/// Whether people reach the instance under one of its machine's own names.
fn is_this_machine(public_url: &str) -> bool {
    let url = url::Url::parse(public_url).ok();
    match url.as_ref().and_then(url::Url::host) {
        Some(url::Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

fn mail(source: &Source, has_a_proxy: bool) -> Result<notifications::Config, Mistake> {
    let Some(url) = source.get(&v::SMTP_URL) else {
        let code = source.get(&v::MAILBOX_CODE);
        if code.as_ref().is_some_and(|code| !code.is_empty() && code.len() < MIN_MAILBOX_CODE) {
            let what = format!("it opens every link that is mailed; {MIN_MAILBOX_CODE} characters are the least.");
            return Err(mistake(v::MAILBOX_CODE.name, what, "Make one with `openssl rand -hex 16`, or leave it out."));
        }
        return Ok(notifications::Config::LocalMailbox { code, is_open_here: !has_a_proxy });
    };
    let from = source.get(&v::MAIL_FROM).ok_or_else(|| {
        mistake(v::MAIL_FROM.name, "mails need a sender.", "Set it to something like `Taper <taper@club.example>`.")
    })?;
    notifications::Smtp::new(&url, &from).map(notifications::Config::Smtp).map_err(|error| {
        mistake(v::SMTP_URL.name, format!("{error}."), "Write it like smtps://user:password@mail.example.")
    })
}

fn pool(source: &Source) -> Result<PoolBudget, Mistake> {
    let text = source.get(&v::POOL).unwrap_or_else(|| v::POOL.default.to_owned());
    let numbers: Vec<u32> = text.split(',').filter_map(|n| n.trim().parse().ok()).filter(|n| *n > 0).collect();
    let [http, consumers, jobs] = numbers[..] else {
        return Err(mistake(v::POOL.name, format!("`{text}` is not three numbers."), "Write it like 16,16,6."));
    };
    Ok(PoolBudget { http, consumers, jobs })
}

fn jwks_url(source: &Source) -> Result<Option<String>, Mistake> {
    let url = source.get(&v::JWKS_URL).filter(|url| !url.is_empty());
    if let Some(url) = &url {
        check_url(v::JWKS_URL.name, url, &["http", "https"])?;
    }
    Ok(url)
}

fn limits(source: &Source) -> Result<HttpLimits, Mistake> {
    let text = source.get(&v::RATE_LIMITS).unwrap_or_else(|| v::RATE_LIMITS.default.to_owned());
    let numbers: Result<Vec<u32>, _> = text.split(',').map(|n| n.trim().parse()).collect();
    match numbers.as_deref() {
        Ok(&[per_user, per_address]) => Ok(HttpLimits::per_minute(per_user, per_address)),
        _ => Err(mistake(v::RATE_LIMITS.name, format!("`{text}` is not two numbers."), "Write it like 1200,6000.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<Config, Mistake> {
        Config::read(&Source::of(pairs))
    }

    fn variable_at_fault(pairs: &[(&str, &str)]) -> String {
        read(pairs).err().map(|mistake| mistake.variable).unwrap_or_default()
    }

    #[test]
    fn nothing_configured_is_the_embedded_default_on_loopback() {
        let config = read(&[]).ok().unwrap();
        assert!(config.is_embedded());
        assert!(config.listen.ip().is_loopback());
        assert_eq!(config.public_url, "http://localhost:8080");
    }

    #[test]
    fn aliases_are_taken_and_own_names_win() {
        let config = read(&[("PORT", "9000"), ("DATABASE_URL", "postgres://a/b")]).ok().unwrap();
        assert_eq!(config.listen.port(), 9000);
        assert!(!config.is_embedded());
        let config = read(&[("PORT", "9000"), ("TAPER_LISTEN", "127.0.0.1:1")]).ok().unwrap();
        assert_eq!(config.listen.port(), 1);
    }

    #[test]
    fn what_tests_are_told_of_their_servers_is_no_setting() {
        let config = read(&[("TAPER_TEST_DATABASE_URL", "postgres://x/y")]).ok().unwrap();
        assert!(config.own_databases.is_empty());
    }

    #[test]
    fn every_mistake_names_its_variable() {
        assert_eq!(variable_at_fault(&[("TAPER_LISTEN", "nowhere")]), "TAPER_LISTEN");
        assert_eq!(variable_at_fault(&[("PORT", "99999")]), "TAPER_PORT");
        assert_eq!(variable_at_fault(&[("TAPER_DATABASE_URL", "mysql://x")]), "TAPER_DATABASE_URL");
        assert_eq!(variable_at_fault(&[("TAPER_TRAINING_DATABASE_URL", "postgres://x/y")]), "TAPER_RABBITMQ_URL");
        assert_eq!(variable_at_fault(&[("TAPER_SMTP_URL", "smtp://x")]), "TAPER_MAIL_FROM");
        assert_eq!(variable_at_fault(&[("TAPER_MAILBOX_CODE", "1")]), "TAPER_MAILBOX_CODE");
        assert_eq!(variable_at_fault(&[("TAPER_TLS_KEY", "k.pem")]), "TAPER_TLS_CERTIFICATE");
        assert_eq!(variable_at_fault(&[("TAPER_PUBLIC_URL", "https://x/y")]), "TAPER_PUBLIC_URL");
        assert_eq!(variable_at_fault(&[("TAPER_POOL", "1,2")]), "TAPER_POOL");
        assert_eq!(variable_at_fault(&[("TAPER_JWKS_URL", "ftp://x")]), "TAPER_JWKS_URL");
        assert_eq!(variable_at_fault(&[("TAPER_OUTBOX_LIMIT", "few")]), "TAPER_OUTBOX_LIMIT");
        assert_eq!(variable_at_fault(&[("TAPER_RATE_LIMITS", "many")]), "TAPER_RATE_LIMITS");
        let few = [("TAPER_CONNECTIONS_PER_ADDRESS", "few")];
        assert_eq!(variable_at_fault(&few), "TAPER_CONNECTIONS_PER_ADDRESS");
        assert_eq!(variable_at_fault(&[("TAPER_KEYS", "garbage")]), "TAPER_KEYS");
        assert_eq!(variable_at_fault(&[("TAPER_LOG", "!!!=")]), "TAPER_LOG");
        assert_eq!(variable_at_fault(&[("OTEL_EXPORTER_OTLP_ENDPOINT", "nonsense")]), "OTEL_EXPORTER_OTLP_ENDPOINT");
        let files = [("TAPER_TLS_CERTIFICATE", "/nowhere/c.pem"), ("TAPER_TLS_KEY", "/nowhere/k.pem")];
        assert_eq!(variable_at_fault(&files), "TAPER_TLS_CERTIFICATE");
        let shared = [("TAPER_DATABASE_URL", "postgres://a/b"), ("TAPER_ENVIRONMENT", "production")];
        assert_eq!(variable_at_fault(&shared), "TAPER_KEYS");
        let shared = [("TAPER_DATABASE_URL", "postgres://a/b"), ("TAPER_REDIS_URL", "redis://a/")];
        assert_eq!(variable_at_fault(&shared), "TAPER_KEYS");
    }

    #[test]
    fn a_misspelt_setting_of_a_file_is_refused_with_what_may_be_meant() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("taper.env");
        std::fs::write(&file, "TAPER_SMPT_URL=smtp://u:hunter2@x\n").unwrap();
        let mistake = Source::environment(Some(&file)).err().unwrap().to_string();
        assert!(mistake.contains("TAPER_SMPT_URL") && mistake.contains("TAPER_SMTP_URL"), "{mistake}");
        assert!(!mistake.contains("hunter2"), "{mistake}");
        std::fs::write(&file, "OTHER=1\nTAPER_LISTEN=127.0.0.1:1\nTAPER_TRAINING_DATABASE_URL=x\n").unwrap();
        assert!(Source::environment(Some(&file)).is_ok());
    }

    #[test]
    fn a_mistake_in_a_secret_does_not_repeat_it() {
        let mistake = read(&[("TAPER_DATABASE_URL", "mysql://u:hunter2@x")]).err().unwrap();
        assert!(!mistake.to_string().contains("hunter2"));
    }
}
