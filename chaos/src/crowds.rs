//! Many who only take room: sockets that say nothing, or a byte at a time, and people who only listen. Meanwhile a healthy
//! client goes on as before, and afterwards the memory is back. And single requests that are too much of something.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use futures::stream::{StreamExt, TryStreamExt};
use serde::Serialize;
use serde_json::{Value, json};
use taper_rig::{Ground, Person, Profile, Taper};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use crate::Size;
use crate::report::Told;

/// A full run, of 200,000 events elsewhere, is 5,000 sockets and 10,000 streams.
const EVENTS_PER_SOCKET: usize = 40;
const STREAMS_PER_SOCKET: usize = 2;
/// What the platform grants one person.
const STREAMS_PER_PERSON: usize = 20;
const AT_ONCE: usize = 64;
const ANSWER_WITHIN: Duration = Duration::from_secs(30);
/// Longer than the server waits for a request's head, or for more of a body.
const CLOSED_WITHIN: Duration = Duration::from_secs(60);
const DRIP: Duration = Duration::from_secs(2);
const HEALTHY_REQUESTS: usize = 300;
/// A healthy client may notice that the machine is busy, and no more.
const SLOWER_MAX: f64 = 5.0;
const SLOWER_GRACE_MS: f64 = 50.0;
const GIVEN_BACK_WITHIN: Duration = Duration::from_secs(30);
/// What stays of memory afterwards: caches, and what the allocator keeps for the next crowd.
const KEPT_MIB: f64 = 48.0;

/// What a healthy client saw, and what the platform took, during one of the crowds.
#[derive(Serialize)]
struct Phase {
    name: &'static str,
    /// Sockets or streams that were open.
    crowd: usize,
    /// Of them, those that the server closed.
    closed: usize,
    median_ms: f64,
    p99_ms: f64,
    resident_mib: f64,
    /// Of one core, %, without the healthy client.
    processor: f64,
    wrong: Vec<String>,
}

/// A request that is too much of something.
#[derive(Serialize)]
struct Excess {
    name: &'static str,
    status: u16,
    is_declared: bool,
}

#[derive(Serialize)]
pub(crate) struct Crowds {
    profile: String,
    phases: Vec<Phase>,
    excesses: Vec<Excess>,
    /// Streams that heard of an event, and how long the last of them waited.
    told: usize,
    told_within_ms: f64,
    /// Until no more than [`KEPT_MIB`] of the crowds' memory was left.
    given_back_within_s: Option<f64>,
}

impl Told for Crowds {
    fn is_clean(&self) -> bool {
        self.phases.iter().all(|phase| phase.wrong.is_empty()) && self.excesses.iter().all(|excess| excess.is_declared)
    }

    fn print(&self) {
        for phase in &self.phases {
            println!(
                "  {}: {} open, {} closed by the server; healthy client {:.1} and {:.1} ms (median, 99th percentile); {:.0} MiB, {:.0} % of a core",
                phase.name,
                phase.crowd,
                phase.closed,
                phase.median_ms,
                phase.p99_ms,
                phase.resident_mib,
                phase.processor
            );
            phase.wrong.iter().for_each(|how| println!("    {how}"));
        }
        if let Some(within) = self.given_back_within_s {
            println!("  the memory of the crowds was given back within {within:.0} s");
        }
        println!("  an event reached {} streams, the last after {:.0} ms", self.told, self.told_within_ms);
        for Excess { name, status, is_declared } in &self.excesses {
            println!("  {name}: {status}{}", if *is_declared { "" } else { ", NOT DECLARED" });
        }
    }

    fn name(&self) -> String {
        format!("crowds-{}", self.profile)
    }

    fn json(&self) -> serde_json::Result<String> {
        serde_json::to_string_pretty(self)
    }
}

/// The platform, a healthy client, and how both were before the crowds.
struct Scene {
    taper: Taper,
    healthy: Person,
    quiet_p99_ms: f64,
    quiet_mib: f64,
}

pub(crate) async fn run(profile: Profile, size: Size) -> Result<Crowds> {
    let ground = Ground::prepare(profile).await?;
    let mut settings = ground.settings();
    settings.push(("TAPER_TRUSTED_PROXIES".to_owned(), "1".to_owned()));
    let mut taper = Taper::new(ground.path(), "taper", &settings, &[])?;
    taper.start().await?;
    let sockets = size.events.div_ceil(EVENTS_PER_SOCKET);
    let seeds = (size.seed..).take((sockets * STREAMS_PER_SOCKET).div_ceil(STREAMS_PER_PERSON) + 1);
    let people = seeds.map(|seed| Person::sign_up(&taper.url, seed));
    let mut people: Vec<Person> = futures::stream::iter(people).buffered(4).try_collect().await?;
    let healthy = people.pop().context("somebody")?;
    let mut scene = Scene { taper, healthy, quiet_p99_ms: f64::MAX, quiet_mib: f64::MAX };
    let quiet = scene.phase("nobody else", 0).await?;
    (scene.quiet_p99_ms, scene.quiet_mib) = (quiet.p99_ms, quiet.resident_mib);
    let mut phases = vec![quiet];
    let head = b"POST /api/v1/auth/login HTTP/1.1\r\nhost: taper.test\r\ncontent-type: application/json\r\n";
    let whole = [head.as_slice(), b"content-length: 5000\r\n\r\n"].concat();
    phases.push(scene.slow("silent sockets", sockets, b"", b"").await?);
    phases.push(scene.slow("a head, byte by byte", sockets, head, b"x").await?);
    phases.push(scene.slow("a body, byte by byte", sockets, &whole, b" ").await?);
    let (streams, told, told_within) = scene.listeners(people).await?;
    phases.push(streams);
    let given_back = scene.given_back().await?;
    let mut after = scene.phase("nobody else again", 0).await?;
    if given_back.is_none() {
        after.wrong.push(format!("{:.0} MiB before, and not given back within {GIVEN_BACK_WITHIN:?}", scene.quiet_mib));
    }
    phases.push(after);
    let excesses = scene.excesses().await?;
    scene.taper.stop().await?;
    Ok(Crowds {
        profile: format!("{profile:?}").to_lowercase(),
        phases,
        excesses,
        told,
        told_within_ms: told_within.as_secs_f64() * 1000.0,
        given_back_within_s: given_back.map(|within| within.as_secs_f64()),
    })
}

impl Scene {
    /// Lets the healthy client work while `crowd` others do what they do.
    async fn phase(&self, name: &'static str, crowd: usize) -> Result<Phase> {
        let processor = self.taper.processor(Duration::from_secs(5)).await?;
        let (mut times, mut wrong) = (Vec::new(), Vec::new());
        for n in 0..HEALTHY_REQUESTS {
            let path = if n % 2 == 0 { "/me" } else { "/settings/app" };
            let request = self.healthy.client().get(format!("{}/api/v1{path}", self.taper.url));
            let started = Instant::now();
            match request.bearer_auth(&self.healthy.token).send().await {
                Ok(answer) if answer.status().is_success() => times.push(started.elapsed().as_secs_f64() * 1000.0),
                Ok(answer) => wrong.push(format!("{path} answered {}", answer.status())),
                Err(error) => wrong.push(format!("{path}: {error}")),
            }
        }
        times.sort_by(f64::total_cmp);
        let at = |percent: usize| times.get(times.len() * percent / 100).copied().unwrap_or(f64::NAN);
        let (median_ms, p99_ms) = (at(50), at(99));
        if p99_ms > SLOWER_MAX * self.quiet_p99_ms + SLOWER_GRACE_MS {
            wrong.push(format!("the healthy client had {:.1} ms before", self.quiet_p99_ms));
        }
        let resident_mib = self.taper.resident_mib()?;
        Ok(Phase { name, crowd, closed: 0, median_ms, p99_ms, resident_mib, processor, wrong })
    }

    /// How long it takes until the memory of the crowds is back; none after [`GIVEN_BACK_WITHIN`].
    async fn given_back(&self) -> Result<Option<Duration>> {
        let started = Instant::now();
        while started.elapsed() < GIVEN_BACK_WITHIN {
            if self.taper.resident_mib()? <= self.quiet_mib + KEPT_MIB {
                return Ok(Some(started.elapsed()));
            }
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
        Ok(None)
    }

    /// Sockets that send `first`, and then `drip` again and again; the server has to close every one of them.
    async fn slow(&self, name: &'static str, sockets: usize, first: &[u8], drip: &'static [u8]) -> Result<Phase> {
        let address = self.taper.url.trim_start_matches("http://").to_owned();
        let first: Arc<[u8]> = first.into();
        let opening = (0..sockets).map(|_| {
            let (address, first) = (address.clone(), first.clone());
            async move {
                let mut socket = TcpStream::connect(address).await?;
                socket.write_all(&first).await?;
                anyhow::Ok(socket)
            }
        });
        let open: Vec<TcpStream> = futures::stream::iter(opening).buffer_unordered(AT_ONCE).try_collect().await?;
        let mut waiting: JoinSet<bool> = open.into_iter().map(|socket| is_closed(socket, drip)).collect();
        let mut phase = self.phase(name, sockets).await?;
        while let Some(closed) = waiting.join_next().await {
            phase.closed += usize::from(closed?);
        }
        if phase.closed < sockets {
            phase.wrong.push(format!("{} are still open after {CLOSED_WITHIN:?}", sockets - phase.closed));
        }
        Ok(phase)
    }

    /// Everybody listens, as often as they may; then one event reaches all streams of its person.
    async fn listeners(&self, mut people: Vec<Person>) -> Result<(Phase, usize, Duration)> {
        let settings =
            json!({"units": "lb", "locale": "en", "theme": "dark", "clock": "24h", "token_storage": "cookie"});
        let events: Vec<Value> =
            people.iter_mut().map(|one| one.writes("user.app_settings.submitted", &settings).envelope).collect();
        let client = reqwest::Client::builder().build()?;
        let listening =
            people.iter().flat_map(|person| std::iter::repeat_n(person, STREAMS_PER_PERSON)).map(|person| {
                let request = client.get(format!("{}/api/v1/notify/stream", self.taper.url)).bearer_auth(&person.token);
                async move {
                    let mut answer = request.send().await?.error_for_status()?;
                    heard(&mut answer, "hello").await?;
                    anyhow::Ok(answer)
                }
            });
        let streams: Vec<_> = futures::stream::iter(listening).buffer_unordered(AT_ONCE).try_collect().await?;
        let phase = self.phase("streams", streams.len()).await?;
        let started = Instant::now();
        let mut waiting: JoinSet<Result<Duration>> = streams
            .into_iter()
            .map(|mut answer| async move {
                heard(&mut answer, "user.app_settings.persisted").await?;
                Ok(started.elapsed())
            })
            .collect();
        let sending = people.iter().zip(&events).map(|(person, event)| self.send(person, event));
        futures::stream::iter(sending).buffer_unordered(AT_ONCE).try_collect::<Vec<_>>().await?;
        let (mut told, mut last) = (0, Duration::ZERO);
        while let Ok(Some(one)) = tokio::time::timeout(CLOSED_WITHIN, waiting.join_next()).await {
            last = last.max(one??);
            told += 1;
        }
        Ok((phase, told, last))
    }

    async fn send(&self, person: &Person, event: &Value) -> Result<()> {
        let url = format!("{}/api/v1/notify/events", self.taper.url);
        person.client().post(url).bearer_auth(&person.token).json(event).send().await?.error_for_status()?;
        Ok(())
    }

    /// Requests that are too large in some way, one by one; each has its declared answer, and the platform goes on.
    async fn excesses(&self) -> Result<Vec<Excess>> {
        let client = taper_rig::client(ANSWER_WITHIN)?;
        let events =
            || client.post(format!("{}/api/v1/notify/events", self.taper.url)).bearer_auth(&self.healthy.token);
        let json = |body: String| events().header("content-type", "application/json").body(body);
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        let many = (0..200).fold(events(), |request, n| request.header(format!("x-{n}"), "x"));
        let all = [
            ("a body of 8 MiB", json(format!("\"{}\"", "x".repeat(8 << 20))), 413),
            ("100,000 arrays in one another", json(deep), 400),
            ("a header of 200 KiB", events().header("x-large", "x".repeat(200 << 10)), 431),
            ("200 headers", many, 431),
        ];
        let mut excesses = Vec::new();
        for (name, request, declared) in all {
            let status = request.send().await?.status().as_u16();
            excesses.push(Excess { name, status, is_declared: status == declared });
        }
        Ok(excesses)
    }
}

/// Whether the server closes the socket within [`CLOSED_WITHIN`], whatever drips into it.
async fn is_closed(mut socket: TcpStream, drip: &'static [u8]) -> bool {
    let mut answer = [0; 1024];
    let closing = async {
        loop {
            tokio::select! {
                read = socket.read(&mut answer) => if matches!(read, Ok(0) | Err(_)) { return },
                () = tokio::time::sleep(DRIP) => if socket.write_all(drip).await.is_err() { return },
            }
        }
    };
    tokio::time::timeout(CLOSED_WITHIN, closing).await.is_ok()
}

/// Waits for a frame of that name.
async fn heard(stream: &mut reqwest::Response, event: &str) -> Result<()> {
    let mut text = String::new();
    while let Some(chunk) = stream.chunk().await? {
        text.push_str(&String::from_utf8_lossy(&chunk));
        if text.contains(&format!("event: {event}\n")) {
            return Ok(());
        }
    }
    anyhow::bail!("the stream ended before {event}")
}
