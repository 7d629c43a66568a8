//! Whether an answer tells who has an account: the same question about addresses (or tokens) that are known and that are
//! not, in random order. Answers must be equal; of their times, an attacker with one sample must not guess noticeably
//! better than by a coin.
//!
//! The test is Mann and Whitney's: the probability that a random answer about a known one takes longer than a random one
//! about an unknown one (0.5: no difference), with the normal approximation of its U for the p-value.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use anyhow::Result;
use futures::stream::{StreamExt, TryStreamExt};
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use serde::Serialize;
use serde_json::{Value, json};
use taper_rig::{Ground, Person, Profile, Taper};

use crate::Size;
use crate::report::Told;

const ANSWER_WITHIN: Duration = Duration::from_secs(30);
/// A full run, of 200,000 events elsewhere, is 2,000 samples of each side.
const EVENTS_PER_SAMPLE: usize = 100;
/// Below the ten messages an hour and the ten wrong passwords that an address may have.
const SAMPLES_PER_PERSON: usize = 4;
const SIGNING_UP_AT_ONCE: usize = 4;
/// How far from a coin a single guess may be. At 0.55, telling one address with 95 % certainty takes some 400 answers about
/// it; an address is locked after ten wrong passwords and is sent ten messages an hour.
const USABLE: f64 = 0.05;
/// Of this much or more, a difference is not believed.
const CHANCE: f64 = 0.001;
const WRONG: &str = "a password that is wrong";
/// What differs between any two answers.
const OWN: [&str; 2] = ["date", "x-request-id"];

/// One question, about known and unknown ones.
struct Question {
    name: &'static str,
    path: &'static str,
    /// Bodies about known ones, and about unknown ones.
    sides: [Vec<Value>; 2],
}

#[derive(Serialize)]
struct Finding {
    name: &'static str,
    samples: usize,
    /// Statuses of each side.
    known: BTreeMap<u16, usize>,
    unknown: BTreeMap<u16, usize>,
    median_known_us: u128,
    median_unknown_us: u128,
    /// That an answer about a known one takes longer.
    probability: f64,
    p_value: f64,
    wrong: Vec<String>,
}

/// What all questions came to.
#[derive(Serialize)]
pub(crate) struct Findings {
    profile: String,
    seed: u64,
    findings: Vec<Finding>,
}

impl Told for Findings {
    fn is_clean(&self) -> bool {
        self.findings.iter().all(|finding| finding.wrong.is_empty())
    }

    fn print(&self) {
        for finding in &self.findings {
            println!(
                "  {}, {} of each: median {} and {} us, probability {:.3}, p {:.4}; {:?} and {:?}",
                finding.name,
                finding.samples,
                finding.median_known_us,
                finding.median_unknown_us,
                finding.probability,
                finding.p_value,
                finding.known,
                finding.unknown
            );
            finding.wrong.iter().for_each(|how| println!("    {how}"));
        }
    }

    fn name(&self) -> String {
        format!("enumeration-{}", self.profile)
    }

    fn json(&self) -> serde_json::Result<String> {
        serde_json::to_string_pretty(self)
    }
}

pub(crate) async fn run(profile: Profile, size: Size) -> Result<Findings> {
    let ground = Ground::prepare(profile).await?;
    let mut settings = ground.settings();
    settings.push(("TAPER_TRUSTED_PROXIES".to_owned(), "1".to_owned()));
    let mut taper = Taper::new(ground.path(), "taper", &settings, &[])?;
    taper.start().await?;
    let samples = size.events.div_ceil(EVENTS_PER_SAMPLE);
    let seeds = (size.seed..).take(samples.div_ceil(SAMPLES_PER_PERSON));
    let people = seeds.map(|seed| Person::sign_up(&taper.url, seed));
    let people: Vec<Person> = futures::stream::iter(people).buffered(SIGNING_UP_AT_ONCE).try_collect().await?;
    let client = taper_rig::client(ANSWER_WITHIN)?;
    let mut random = StdRng::seed_from_u64(size.seed);
    let mut findings = Vec::new();
    for question in questions(&people, samples, &mut random) {
        findings.push(asked(&client, &taper.url, question, &mut random).await?);
    }
    taper.stop().await?;
    Ok(Findings { profile: format!("{profile:?}").to_lowercase(), seed: size.seed, findings })
}

fn questions(people: &[Person], samples: usize, random: &mut StdRng) -> Vec<Question> {
    let known: Vec<&Person> = people.iter().cycle().take(samples).collect();
    let mut nobody = || format!("athlete-{:016x}@example.com", random.random::<u64>());
    // As often asked about as the known ones; but who was registered once is known from then on.
    let strangers: Vec<String> = (0..people.len()).map(|_| nobody()).collect();
    let newcomers: Vec<String> = (0..samples).map(|_| nobody()).collect();
    let about = |body: fn(&str) -> Value, unknown: &[String]| {
        let unknown = unknown.iter().cycle().take(samples).map(|one| body(one)).collect();
        [known.iter().map(|one| body(&one.email)).collect(), unknown]
    };
    let used: Vec<&str> = known.iter().filter_map(|one| one.secrets.get(1)).map(String::as_str).collect();
    let verify = |token: &str| json!({"token": token, "stay_signed_in": true, "delivery": "body"});
    vec![
        Question {
            name: "a wrong password",
            path: "/auth/login",
            sides: about(|email| json!({"email": email, "password": WRONG, "delivery": "body"}), &strangers),
        },
        Question {
            name: "a forgotten password",
            path: "/auth/password/forgot",
            sides: about(|email| json!({"email": email}), &strangers),
        },
        Question {
            name: "a registration",
            path: "/auth/register",
            sides: about(|email| json!({"email": email, "password": "chalk and iron 78"}), &newcomers),
        },
        Question {
            name: "a token that was used, or never was",
            path: "/auth/verify",
            sides: [
                used.iter().map(|token| verify(token)).collect(),
                used.iter().map(|token| verify(&shuffled(token, random))).collect(),
            ],
        },
    ]
}

fn shuffled(token: &str, random: &mut StdRng) -> String {
    let mut characters: Vec<char> = token.chars().collect();
    characters.shuffle(random);
    characters.into_iter().collect()
}

/// What of an answer may not tell one side from the other.
type Shape = (u16, Vec<(String, String)>, Value);

async fn asked(client: &reqwest::Client, url: &str, question: Question, random: &mut StdRng) -> Result<Finding> {
    let Question { name, path, sides } = question;
    let samples = sides[0].len();
    let mut order: Vec<(usize, usize)> = (0..2).flat_map(|side| (0..samples).map(move |at| (side, at))).collect();
    order.shuffle(random);
    let mut times: [Vec<Duration>; 2] = Default::default();
    let mut shapes: [BTreeSet<String>; 2] = Default::default();
    let mut statuses: [BTreeMap<u16, usize>; 2] = Default::default();
    for (n, (side, at)) in order.into_iter().enumerate() {
        // What one network may ask is not what is tested here.
        let address = format!("10.{}.{}.7", n / 250 % 250, n % 250);
        let request = client.post(format!("{url}/api/v1{path}")).header("x-forwarded-for", address);
        let request = request.json(&sides[side][at]).build()?;
        let started = Instant::now();
        let answer = client.execute(request).await?;
        let (status, headers) = (answer.status().as_u16(), headers_of(answer.headers()));
        let body = answer.bytes().await?;
        times[side].push(started.elapsed());
        let shape: Shape = (status, headers, without_request(&body));
        shapes[side].insert(format!("{shape:?}"));
        *statuses[side].entry(status).or_default() += 1;
    }
    let mut wrong = Vec::new();
    if shapes[0] != shapes[1] {
        wrong.push(format!("the answers differ: {:?} and {:?}", shapes[0], shapes[1]));
    }
    let (probability, p_value) = slower(&times[0], &times[1]);
    if p_value < CHANCE && (probability - 0.5).abs() > USABLE {
        wrong.push("the times tell them apart".to_owned());
    }
    let [median_known_us, median_unknown_us] = times.map(|mut side| {
        side.sort_unstable();
        side[side.len() / 2].as_micros()
    });
    let [known, unknown] = statuses;
    Ok(Finding { name, samples, known, unknown, median_known_us, median_unknown_us, probability, p_value, wrong })
}

fn headers_of(headers: &reqwest::header::HeaderMap) -> Vec<(String, String)> {
    let all = headers.iter().filter(|(name, _)| !OWN.contains(&name.as_str()));
    let mut all: Vec<_> =
        all.map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned())).collect();
    all.sort();
    all
}

fn without_request(body: &[u8]) -> Value {
    let mut body = serde_json::from_slice(body).unwrap_or(Value::Null);
    if let Value::Object(fields) = &mut body {
        fields.remove("request_id");
    }
    body
}

/// The probability that one of `a` takes longer than one of `b` (ties count half), and the two-sided p-value of its being
/// 0.5.
#[expect(clippy::cast_precision_loss, reason = "counts of samples are far below 2^52")]
fn slower(a: &[Duration], b: &[Duration]) -> (f64, f64) {
    let mut b = b.to_vec();
    b.sort_unstable();
    let wins: f64 = a
        .iter()
        .map(|one| {
            let below = b.partition_point(|other| other < one) as f64;
            let not_above = b.partition_point(|other| other <= one) as f64;
            f64::midpoint(below, not_above)
        })
        .sum();
    let (n, m) = (a.len() as f64, b.len() as f64);
    let probability = wins / (n * m);
    let deviation = ((n + m + 1.0) / (12.0 * n * m)).sqrt();
    (probability, two_sided((probability - 0.5).abs() / deviation))
}

/// Of a standard normal deviate, after Abramowitz and Stegun 26.2.17 (error below 7.5e-8).
fn two_sided(z: f64) -> f64 {
    const B: [f64; 5] = [0.319_381_530, -0.356_563_782, 1.781_477_937, -1.821_255_978, 1.330_274_429];
    let t = 1.0 / (1.0 + 0.231_641_9 * z);
    let tail = B.iter().rev().fold(0.0, |sum, b| (sum + b) * t);
    2.0 * tail * (-z * z / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(micros: impl IntoIterator<Item = u64>) -> Vec<Duration> {
        micros.into_iter().map(Duration::from_micros).collect()
    }

    #[test]
    fn equal_times_tell_nothing_and_other_times_do() {
        let (probability, p) = slower(&times(0..500), &times(0..500));
        assert!((probability - 0.5).abs() < 1e-9 && p > 0.99);
        let (probability, p) = slower(&times(100..600), &times(0..500));
        assert!(probability > 0.6 && p < 1e-6, "{probability} {p}");
        let (probability, _) = slower(&times(1000..1500), &times(0..500));
        assert!((probability - 1.0).abs() < 1e-9);
    }

    #[test]
    fn the_p_value_is_that_of_the_tables() {
        for (z, p) in [(1.0, 0.317_31), (1.959_964, 0.05), (3.290_527, 0.001)] {
            assert!((two_sided(z) - p).abs() < 1e-5, "{z}");
        }
    }
}
