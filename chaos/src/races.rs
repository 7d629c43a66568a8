//! Many at the same moment for one thing: a refresh token, a session, an idempotency key, a password. Each round has exactly
//! one declared end, and every other is told.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::{Context, Result};
use futures::future::join_all;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde::Serialize;
use serde_json::{Value, json};
use taper_rig::{Ground, Person, Profile, Taper};
use uuid::Uuid;

use crate::Size;
use crate::report::Told;

const ANSWER_WITHIN: Duration = Duration::from_secs(30);
/// A full run, of 200,000 events elsewhere, is 1,000 rounds of each.
const EVENTS_PER_ROUND: usize = 200;
const REFRESHERS: usize = 50;
const POSTERS: usize = 100;
const GUESSERS: usize = 50;
/// A round of guesses is ten password hashes, and the machine makes two at a time.
const ROUNDS_PER_GUESSING: usize = 20;
/// Wrong passwords that are looked at before an address is locked.
const LOOKED_AT: usize = 10;
/// The longest that a client waits before it hangs up.
const PATIENCE_MICROS: std::ops::Range<u64> = 0..6_000;
const WRONG: &str = "a password that is wrong";

/// What one race came to.
#[derive(Serialize)]
struct Race {
    name: &'static str,
    rounds: usize,
    /// How often each answer was given.
    answers: BTreeMap<String, usize>,
    /// Rounds that ended otherwise than declared, and how.
    wrong: Vec<String>,
}

/// All of them in one profile.
#[derive(Serialize)]
pub(crate) struct Races {
    profile: String,
    seed: u64,
    races: Vec<Race>,
}

impl Told for Races {
    fn is_clean(&self) -> bool {
        self.races.iter().all(|race| race.wrong.is_empty())
    }

    fn print(&self) {
        for Race { name, rounds, answers, wrong } in &self.races {
            let answers: Vec<_> = answers.iter().map(|(answer, count)| format!("{answer}: {count}")).collect();
            println!("  {name}, {rounds} rounds: {} wrong; {}", wrong.len(), answers.join(", "));
            wrong.iter().take(5).for_each(|how| println!("    {how}"));
        }
    }

    fn name(&self) -> String {
        format!("races-{}", self.profile)
    }

    fn json(&self) -> serde_json::Result<String> {
        serde_json::to_string_pretty(self)
    }
}

impl Race {
    fn new(name: &'static str, rounds: usize) -> Self {
        Self { name, rounds, answers: BTreeMap::new(), wrong: Vec::new() }
    }

    fn note(&mut self, answers: &[Answer]) {
        for answer in answers {
            *self.answers.entry(answer.name()).or_default() += 1;
        }
    }

    fn expect(&mut self, is_so: bool, how: impl FnOnce() -> String) {
        if !is_so {
            self.wrong.push(how());
        }
    }
}

/// A status and what came with it.
struct Answer {
    status: u16,
    body: Value,
}

impl Answer {
    fn is(&self, status: u16, code: &str) -> bool {
        self.status == status && self.body["code"] == code
    }

    fn token(&self) -> Option<&str> {
        self.body["refresh_token"].as_str()
    }

    fn name(&self) -> String {
        match (self.body["code"].as_str(), self.body["duplicate"].as_bool()) {
            (Some(code), _) => format!("{} {code}", self.status),
            (None, Some(true)) => format!("{} duplicate", self.status),
            _ => self.status.to_string(),
        }
    }
}

/// The clients, each round at an address of its own: what one address may try is not what is raced for.
struct Crowd {
    client: reqwest::Client,
    url: String,
}

impl Crowd {
    async fn post(&self, round: usize, path: &str, bearer: Option<&str>, body: &Value) -> Result<Answer> {
        let address = format!("10.{}.{}.7", round / 250 % 250, round % 250);
        let mut request = self.client.post(format!("{}/api/v1{path}", self.url)).header("x-forwarded-for", address);
        if let Some(token) = bearer {
            request = request.bearer_auth(token);
        }
        let answer = request.json(body).send().await?;
        Ok(Answer { status: answer.status().as_u16(), body: answer.json().await.unwrap_or_default() })
    }

    async fn refresh(&self, round: usize, token: &str) -> Result<Answer> {
        self.post(round, "/auth/refresh", None, &json!({"refresh_token": token})).await
    }

    /// A new session; its refresh token.
    async fn login(&self, round: usize, person: &Person) -> Result<String> {
        let body = json!({"email": person.email, "password": person.password(), "delivery": "body"});
        let answer = self.post(round, "/auth/login", None, &body).await?;
        answer.token().map(str::to_owned).with_context(|| format!("login answered {} {}", answer.status, answer.body))
    }
}

pub(crate) async fn run(profile: Profile, size: Size) -> Result<Races> {
    let ground = Ground::prepare(profile).await?;
    let mut settings = ground.settings();
    settings.push(("TAPER_TRUSTED_PROXIES".to_owned(), "1".to_owned()));
    let mut taper = Taper::new(ground.path(), "taper", &settings, &[])?;
    taper.start().await?;
    let person = Person::sign_up(&taper.url, size.seed).await?;
    let crowd = Crowd { client: taper_rig::client(ANSWER_WITHIN)?, url: taper.url.clone() };
    let rounds = size.events.div_ceil(EVENTS_PER_ROUND);
    let races = vec![
        refreshes(&crowd, &person, rounds).await?,
        lost_answers(&crowd, &person, rounds, size.seed).await?,
        refresh_against_logout(&crowd, &person, rounds).await?,
        one_key(&crowd, &person, rounds, size.seed).await?,
        guesses(&crowd, rounds.div_ceil(ROUNDS_PER_GUESSING)).await?,
    ];
    taper.stop().await?;
    Ok(Races { profile: format!("{profile:?}").to_lowercase(), seed: size.seed, races })
}

/// Everybody who refreshes with one token gets the same successor.
async fn refreshes(crowd: &Crowd, person: &Person, rounds: usize) -> Result<Race> {
    let mut race = Race::new("parallel refreshes of one token", rounds);
    let mut token = crowd.login(0, person).await?;
    for round in 0..rounds {
        let all = join_all((0..REFRESHERS).map(|_| crowd.refresh(round, &token))).await;
        let all = all.into_iter().collect::<Result<Vec<_>>>()?;
        race.note(&all);
        let successor = all[0].token().unwrap_or_default().to_owned();
        let agree = !successor.is_empty()
            && successor != token
            && all.iter().all(|one| one.status == 200 && one.token() == Some(&successor));
        race.expect(agree, || format!("round {round}: not the same successor for all"));
        // What went wrong once is not to be told of every later round.
        token = if agree { successor } else { crowd.login(round, person).await? };
    }
    Ok(race)
}

/// Who hangs up on the answer and asks again is given it.
async fn lost_answers(crowd: &Crowd, person: &Person, rounds: usize, seed: u64) -> Result<Race> {
    let mut race = Race::new("a refresh whose answer is lost, and again", rounds);
    let mut random = StdRng::seed_from_u64(seed);
    let mut token = crowd.login(0, person).await?;
    for round in 0..rounds {
        let patience = Duration::from_micros(random.random_range(PATIENCE_MICROS));
        let heard = tokio::time::timeout(patience, crowd.refresh(round, &token)).await;
        if heard.is_err() {
            *race.answers.entry("hung up".to_owned()).or_default() += 1;
        }
        let again = crowd.refresh(round, &token).await?;
        let successor = again.token().map(str::to_owned);
        race.expect(again.status == 200, || format!("round {round}: {} {}", again.status, again.body));
        race.note(&[again]);
        token = match successor {
            Some(successor) => successor,
            None => crowd.login(round, person).await?,
        };
    }
    Ok(race)
}

/// Whoever is first, nobody is signed in afterwards.
async fn refresh_against_logout(crowd: &Crowd, person: &Person, rounds: usize) -> Result<Race> {
    let mut race = Race::new("a refresh against a logout", rounds);
    for round in 0..rounds {
        let token = crowd.login(round, person).await?;
        let body = json!({"refresh_token": token});
        let (refreshed, left) =
            tokio::join!(crowd.refresh(round, &token), crowd.post(round, "/auth/logout", None, &body));
        let (refreshed, left) = (refreshed?, left?);
        let declared = left.status == 204 && (refreshed.status == 200 || refreshed.is(401, "refresh_invalid"));
        race.expect(declared, || format!("round {round}: refresh {}, logout {}", refreshed.name(), left.name()));
        for token in [Some(token.as_str()), refreshed.token()].into_iter().flatten() {
            let after = crowd.refresh(round, token).await?;
            race.expect(after.status == 401, || format!("round {round}: signed in after the logout"));
        }
        race.note(&[refreshed, left]);
    }
    Ok(race)
}

/// One of many posts under one key is taken; those with its content are told so, the others are refused.
async fn one_key(crowd: &Crowd, person: &Person, rounds: usize, seed: u64) -> Result<Race> {
    let mut race = Race::new("parallel posts of one idempotency key, every other with another body", rounds);
    let mut random = StdRng::seed_from_u64(seed);
    for round in 0..rounds {
        let key = Uuid::from_u128(random.random());
        let envelope = |theme: &str| {
            json!({
                "schema_version": "1.0.0", "event_type": "user.app_settings.submitted", "client_generated_id": key,
                "user_id": person.id, "timestamp": taper_rig::now(),
                "data": {"units": "kg", "locale": "en", "theme": theme, "clock": "24h", "token_storage": "cookie"},
            })
        };
        // In every other round all bodies are equal.
        let bodies = [envelope("dark"), envelope(if round % 2 == 0 { "light" } else { "dark" })];
        let posts = (0..POSTERS)
            .map(|one| crowd.post(round, "/notify/events", Some(&person.token), &bodies[one % bodies.len()]));
        let all = join_all(posts).await.into_iter().collect::<Result<Vec<_>>>()?;
        race.note(&all);
        let first: Vec<usize> =
            (0..POSTERS).filter(|one| all[*one].status == 202 && all[*one].body["duplicate"] == false).collect();
        race.expect(first.len() == 1, || format!("round {round}: {} were the first", first.len()));
        let Some(&winner) = first.first() else { continue };
        for (one, answer) in all.iter().enumerate() {
            let same = bodies[one % bodies.len()] == bodies[winner % bodies.len()];
            let declared = match same {
                true => answer.status == 202 && answer.body["event_id"] == all[winner].body["event_id"],
                false => answer.is(409, "idempotency_conflict"),
            };
            race.expect(declared, || format!("round {round}: {} {}", answer.status, answer.body));
        }
    }
    Ok(race)
}

/// However many guess at once, at most ten guesses are looked at.
async fn guesses(crowd: &Crowd, rounds: usize) -> Result<Race> {
    let mut race = Race::new("parallel guesses of one address's password", rounds);
    for round in 0..rounds {
        let body = json!({"email": format!("nobody-{round}@example.com"), "password": WRONG, "delivery": "body"});
        let all = join_all((0..GUESSERS).map(|_| crowd.post(round, "/auth/login", None, &body))).await;
        let all = all.into_iter().collect::<Result<Vec<_>>>()?;
        let looked_at = all.iter().filter(|one| one.is(401, "invalid_credentials")).count();
        race.expect(looked_at <= LOOKED_AT, || format!("round {round}: {looked_at} guesses were looked at"));
        let declared = all.iter().all(|one| one.status == 401 || one.is(423, "locked") || one.status == 503);
        race.expect(declared, || format!("round {round}: another answer"));
        race.note(&all);
    }
    Ok(race)
}
