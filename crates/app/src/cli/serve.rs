use std::net::SocketAddr;
use std::time::Duration;

use anyhow::{Context, bail};
use taper_bus::broker::{self, AmqpHealth};
use taper_platform::http::ServerLimits;
use taper_platform::telemetry::Traces;
use taper_service::{Parts, run_consumers, run_gauges, run_jobs, run_probe, run_upkeep};
use tokio::net::TcpListener;

use crate::boot::{Consumers, Instance, asked_to_stop, boot};
use crate::config::Config;
use crate::{company, descriptors, http, jwks, services};

const DRAIN: Duration = Duration::from_secs(20);
const MIGRATION_WAIT: Duration = Duration::from_secs(2);

#[derive(clap::Args)]
pub(super) struct Args {
    /// Only these services, separated by commas.
    #[arg(long, value_delimiter = ',', value_name = "SERVICES")]
    only: Vec<String>,
    /// Only these parts: http, consumers, jobs.
    #[arg(long, value_delimiter = ',', value_name = "ROLES")]
    role: Vec<String>,
    /// Address and port (TAPER_LISTEN).
    #[arg(long)]
    listen: Option<SocketAddr>,
}

pub(super) async fn run(mut config: Config, args: Args) -> anyhow::Result<()> {
    if let Some(listen) = args.listen {
        let default_url = format!("http://localhost:{}", config.listen.port());
        if config.public_url == default_url {
            config.public_url = format!("http://localhost:{}", listen.port());
        }
        config.listen = listen;
    }
    if let notifications::Config::LocalMailbox { code: code @ None, .. } = &mut config.mail {
        let bytes = taper_platform::Random::from_machine().bytes::<16>();
        *code = Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect());
    }
    let parts = parts(&args.role)?;
    let services = services::all(&config);
    for name in &args.only {
        if !services.iter().any(|service| service.name == name) {
            let names: Vec<_> = services.iter().map(|service| service.name).collect();
            bail!("--only {name}: there is no such service; there are {}", names.join(", "));
        }
    }
    let traces = config.traces_endpoint.as_deref().map(|endpoint| Traces::to(endpoint, "taper")).transpose();
    let traces = traces.context("OTEL_EXPORTER_OTLP_ENDPOINT")?;
    taper_platform::telemetry::init_logs(&config.log, traces.as_ref());
    let metrics = taper_platform::telemetry::init_metrics().context("metrics")?;
    // Before the database: a port that is taken should be said at once.
    let listener = TcpListener::bind(config.listen)
        .await
        .with_context(|| format!("cannot listen on {}; choose another with --listen or TAPER_LISTEN", config.listen))?;
    let runs = |name: &str| args.only.is_empty() || args.only.iter().any(|only| only == name);
    let wakes = |name: &str| parts.consumers && runs(name);
    let instance = boot(&config, Consumers::Of(&wakes)).await?;
    let started = start(&config, &instance, parts, &runs).await;
    let (instance, broker) = instance.or_shut_down(started).await?;
    let router = http::router(&instance, broker, parts.http, &runs, metrics);
    announce(&config);
    let tasks = instance.bus.platform.tasks.clone();
    let limits = server_limits(&config);
    let serving = taper_platform::http::serve(listener, config.tls.clone(), router, limits, &tasks);
    let mut serving = std::pin::pin!(serving);
    tokio::select! {
        served = &mut serving => served?,
        () = asked_to_stop() => {
            tracing::info!("finishing what is under way");
            tasks.shutdown().cancel();
            // Answers that were begun are given before what they wait for goes, and the database.
            serving.await?;
            instance.shut_down(DRAIN).await;
        }
    }
    if let Some(traces) = traces {
        traces.shut_down().await;
    }
    Ok(())
}

fn server_limits(config: &Config) -> ServerLimits {
    let mut limits = ServerLimits::default();
    limits.connections = limits.connections.min(descriptors::room_for_clients());
    if config.connections_per_address > 0 {
        // However few there are, nobody has all.
        limits.connections_per_address = config.connections_per_address.min(limits.connections.div_ceil(2));
    } else {
        limits.connections_per_address = usize::MAX;
    }
    if config.trusted_proxies > 0 {
        limits.is_exempt = |_| true;
    }
    limits
}

async fn start(
    config: &Config,
    instance: &Instance,
    parts: Parts,
    runs: &impl Fn(&str) -> bool,
) -> anyhow::Result<Option<AmqpHealth>> {
    let bus = &instance.bus;
    if config.is_embedded() {
        taper_service::migrate(bus, &instance.services).await?;
    } else {
        if config.redis_url.is_none() {
            company::refuse(instance).await?;
        }
        // Others may have databases that this process does not know.
        let here = || instance.services.iter().filter(|service| runs(service.name));
        while let Some(behind) = taper_service::behind(bus, here()).await? {
            tracing::warn!(service = behind, "waiting for `taper migrate up`");
            tokio::time::sleep(MIGRATION_WAIT).await;
        }
    }
    bus.register_takers().await?;
    match &config.jwks_url {
        Some(url) if !runs(identity::NAME) => jwks::follow(bus, url).await?,
        _ => identity::keep_signing_keys(bus).await?,
    }
    run_probe(bus);
    run_gauges(bus, &instance.services);
    if parts.jobs {
        run_upkeep(bus);
    }
    let listening = bus.clone();
    bus.platform.tasks.supervise("wakes", move || {
        let bus = listening.clone();
        async move {
            let shutdown = bus.platform.tasks.shutdown();
            let _ = shutdown.run_until_cancelled(bus.wakes.hear_others(&bus.platform.signals)).await;
        }
    });
    let broker = config.rabbitmq_url.as_ref().map(|url| broker::start(bus, url)).transpose()?;
    for service in instance.services.iter().filter(|service| runs(service.name)) {
        if parts.consumers {
            run_consumers(bus, service);
        }
        if parts.jobs {
            run_jobs(bus, service);
        }
    }
    Ok(broker)
}

fn parts(roles: &[String]) -> anyhow::Result<Parts> {
    if roles.is_empty() {
        return Ok(Parts::ALL);
    }
    let mut parts = Parts { http: false, consumers: false, jobs: false };
    for role in roles {
        match role.as_str() {
            "http" => parts.http = true,
            "consumers" => parts.consumers = true,
            "jobs" => parts.jobs = true,
            other => bail!("--role {other}: there is no such role; there are http, consumers, jobs"),
        }
    }
    Ok(parts)
}

fn announce(config: &Config) {
    tracing::info!(listen = %config.listen, url = config.public_url, "ready");
    println!("Taper is at {}", config.public_url);
    if let notifications::Config::LocalMailbox { code, is_open_here } = &config.mail {
        let url = &config.public_url;
        let here = if *is_open_here { format!("; read it on this machine at {url}/mailbox") } else { String::new() };
        println!("Mail is not sent anywhere{here}");
        if let Some(code) = code {
            match is_open_here {
                false => println!("Read it at {url}/mailbox#code={code}"),
                true if config.listen.ip().is_loopback() => {}
                true => println!("From another machine: /mailbox#code={code} behind this machine's address"),
            }
        }
    }
    if config.tls.is_none() && !config.listen.ip().is_loopback() && config.trusted_proxies == 0 {
        tracing::warn!(
            "plain HTTP on a network: browsers keep the app from working offline; see TAPER_TLS_CERTIFICATE"
        );
    }
}
