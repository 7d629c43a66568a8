use std::collections::VecDeque;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use reqwest::StatusCode;
use serde_json::{Value, json};
use tokio::sync::mpsc::UnboundedSender;
use uuid::Uuid;

use crate::first_hour::{beginning, mailed_token};

const PASSWORD: &str = "chalk and iron 77";
const ANSWER_WITHIN: Duration = Duration::from_secs(10);
const FACT_WITHIN: Duration = Duration::from_secs(60);
const STREAM_WITHIN: Duration = Duration::from_secs(600);
/// The app waits 2, 4, 8 … 60 s; the rig has less time.
const PAUSES: [Duration; 4] =
    [Duration::from_millis(20), Duration::from_millis(100), Duration::from_millis(300), Duration::from_millis(600)];

/// An event as somebody wrote it, not sent yet.
#[derive(Clone, Debug)]
pub struct Draft {
    pub client_generated_id: Uuid,
    /// The plan or workout that it is about: events of one object are handled in order.
    pub object: Uuid,
    pub envelope: Value,
}

/// Where the platform answers; a sender takes any of them.
pub type Target = Arc<Vec<String>>;

/// What became of sending.
#[derive(Clone, Debug, Default)]
pub struct Sent {
    pub tries: u64,
    pub acknowledged: u64,
    /// Longest time between two acknowledgements.
    pub longest_outage: Duration,
    /// Answers that the documentation does not know for this call.
    pub undeclared: Vec<String>,
}

/// Somebody with an account, who sends what they wrote, in order, again and again until it is taken.
pub struct Person {
    pub id: Uuid,
    pub email: String,
    client: reqwest::Client,
    pub token: String,
    refresh: String,
    /// All that nobody else may ever see: password, tokens.
    pub secrets: Vec<String>,
    /// Of ideas alone, so that they are the same whatever happens on the way.
    random: StdRng,
    chance: StdRng,
    /// The place in the stream before everything.
    beginning: String,
    /// The plan and the last change to it.
    plan: Option<(Uuid, Uuid)>,
    open_workout: Option<Uuid>,
}

impl Person {
    /// Registers, reads the mail, confirms. The same seed is the same person with the same ideas.
    ///
    /// # Errors
    /// The platform does not let them in.
    pub async fn sign_up(url: &str, seed: u64) -> Result<Self> {
        let mut random = StdRng::seed_from_u64(seed);
        let client = crate::client(ANSWER_WITHIN)?;
        let email = format!("athlete-{seed}-{:08x}@example.com", random.random::<u32>());
        let account = json!({"email": email, "password": PASSWORD});
        // Everybody in a network of their own: what one may ask for is not what is tested here.
        let address = format!("10.{}.{}.7", seed / 250 % 250, seed % 250);
        let register = client.post(format!("{url}/api/v1/auth/register")).header("x-forwarded-for", address);
        let answer = register.json(&account).send().await?;
        ensure!(answer.status() == StatusCode::ACCEPTED, "register answered {}", answer.status());
        let mailed = mailed_token(&client, url, &email).await?;
        let proof = json!({"token": mailed, "stay_signed_in": true, "delivery": "body"});
        let answer = client.post(format!("{url}/api/v1/auth/verify")).json(&proof).send().await?;
        ensure!(answer.status() == StatusCode::OK, "verify answered {}", answer.status());
        let tokens: Value = answer.json().await?;
        let id = tokens["user"]["id"].as_str().context("a user")?.parse()?;
        let token = tokens["access_token"].as_str().context("a token")?.to_owned();
        let refresh = tokens["refresh_token"].as_str().context("a refresh token")?.to_owned();
        let store_key = tokens["store_key"].as_str().context("a store key")?.to_owned();
        let secrets = vec![PASSWORD.to_owned(), mailed, token.clone(), refresh.clone(), store_key];
        let beginning = beginning(&client, url, &token).await?;
        let chance = StdRng::seed_from_u64(seed);
        Ok(Self {
            id,
            email,
            client,
            token,
            refresh,
            secrets,
            random,
            chance,
            beginning,
            plan: None,
            open_workout: None,
        })
    }

    pub fn password(&self) -> &'static str {
        PASSWORD
    }

    pub fn client(&self) -> &reqwest::Client {
        &self.client
    }

    /// The next things this person does: a plan, edits of it each behind the one before, workouts.
    pub fn ideas(&mut self, count: usize) -> Vec<Draft> {
        (0..count).map(|_| self.idea()).collect()
    }

    fn idea(&mut self) -> Draft {
        let Some((plan, last_change)) = self.plan else {
            let plan = self.uuid();
            let draft = self.draft("program.plan.created", plan, &merged(&a_plan("first"), &json!({"plan_id": plan})));
            self.plan = Some((plan, draft.client_generated_id));
            return draft;
        };
        if let Some(workout) = self.open_workout.take() {
            let weight = self.random.random_range(40..250);
            return self.draft("workout.completed", workout, &json!({
                "workout_id": workout, "duration_seconds": 3600,
                "exercises_summary": [{"name": "squat", "sets": [{"reps": 5, "weight": {"value": weight, "unit": "kg"}}]}],
            }));
        }
        if self.random.random_bool(0.3) {
            let name = format!("edit {}", self.random.random::<u32>());
            let data = merged(&a_plan(&name), &json!({"plan_id": plan, "after": last_change}));
            let draft = self.draft("program.plan.updated", plan, &data);
            self.plan = Some((plan, draft.client_generated_id));
            return draft;
        }
        let workout = self.uuid();
        self.open_workout = Some(workout);
        let data = json!({"workout_id": workout, "start_timestamp": now()});
        self.draft("workout.started", workout, &data)
    }

    fn draft(&mut self, event_type: &str, object: Uuid, data: &Value) -> Draft {
        let client_generated_id = self.uuid();
        let envelope = json!({
            "schema_version": "1.0.0", "event_type": event_type, "client_generated_id": client_generated_id,
            "user_id": self.id, "timestamp": now(), "data": data,
        });
        Draft { client_generated_id, object, envelope }
    }

    fn uuid(&mut self) -> Uuid {
        uuid::Builder::from_random_bytes(self.random.random()).into_uuid()
    }

    /// Workouts that have nothing to do with each other: they may arrive in any order.
    pub fn unrelated(&mut self, count: usize) -> Vec<Draft> {
        let workout = |person: &mut Self| {
            let id = person.uuid();
            let weight = person.random.random_range(40..250);
            person.draft("workout.completed", id, &json!({
                "workout_id": id, "duration_seconds": 3600,
                "exercises_summary": [{"name": "squat", "sets": [{"reps": 5, "weight": {"value": weight, "unit": "kg"}}]}],
            }))
        };
        (0..count).map(|_| workout(self)).collect()
    }

    /// One event of this person, as the app writes it.
    pub fn writes(&mut self, event_type: &str, data: &Value) -> Draft {
        let object = self.uuid();
        self.draft(event_type, object, data)
    }

    /// Hands in one event, once.
    ///
    /// # Errors
    /// No answer comes.
    pub async fn posts_one(&self, url: &str, envelope: &Value) -> Result<(StatusCode, Value)> {
        let request = self.client.post(format!("{url}/api/v1/notify/events")).bearer_auth(&self.token).json(envelope);
        let answer = request.send().await?;
        Ok((answer.status(), answer.json().await.unwrap_or_default()))
    }

    /// Hands in a batch, once; what each event was answered.
    ///
    /// # Errors
    /// No answer comes, or another than 200.
    pub async fn posts_batch(&self, url: &str, envelopes: &[&Value]) -> Result<Vec<Value>> {
        let request = self.client.post(format!("{url}/api/v1/notify/events/batch")).bearer_auth(&self.token);
        let answer = request.json(&json!({"events": envelopes})).send().await?;
        ensure!(answer.status() == StatusCode::OK, "a batch was answered {}", answer.status());
        let mut body: Value = answer.json().await?;
        Ok(body["results"].as_array_mut().map(std::mem::take).unwrap_or_default())
    }

    /// # Errors
    /// No answer comes.
    pub async fn reads(&self, url: &str, path: &str) -> Result<(StatusCode, Value)> {
        let answer = self.client.get(format!("{url}/api/v1{path}")).bearer_auth(&self.token).send().await?;
        Ok((answer.status(), answer.json().await.unwrap_or_default()))
    }

    /// Listens to this person's stream from its beginning until a fact is what `wanted` says.
    ///
    /// # Errors
    /// The stream is not given, or the fact does not come in time.
    pub async fn hears(&self, url: &str, wanted: impl Fn(&Value) -> bool) -> Result<Value> {
        let listening = async {
            loop {
                // The platform may be away in the middle of it.
                if let Some(fact) = self.listens(url, &wanted).await? {
                    return Ok(fact);
                }
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
        };
        tokio::time::timeout(FACT_WITHIN, listening).await.context("the fact did not come")?
    }

    /// Listens from now on and hands on every fact with the moment it came, until the stream ends.
    ///
    /// # Errors
    /// The stream is not given.
    pub async fn hears_all(&self, url: &str, heard: UnboundedSender<(Instant, Value)>) -> Result<()> {
        let client = crate::client(STREAM_WITHIN)?;
        let request = client.get(format!("{url}/api/v1/notify/stream")).bearer_auth(&self.token);
        let mut answer = request.send().await?;
        let mut text = String::new();
        while let Some(chunk) = answer.chunk().await? {
            text.push_str(&String::from_utf8_lossy(&chunk));
            while let Some((line, rest)) = text.split_once('\n') {
                if let Some(fact) = line.strip_prefix("data:").and_then(|data| serde_json::from_str(data).ok()) {
                    // Nobody listens any more: that is the listener's affair.
                    let _ = heard.send((Instant::now(), fact));
                }
                text = rest.to_owned();
            }
        }
        Ok(())
    }

    async fn listens(&self, url: &str, wanted: &impl Fn(&Value) -> bool) -> Result<Option<Value>> {
        let client = crate::client(FACT_WITHIN)?;
        let request = client.get(format!("{url}/api/v1/notify/stream")).bearer_auth(&self.token);
        let Ok(mut answer) = request.header("last-event-id", &self.beginning).send().await else { return Ok(None) };
        let mut text = String::new();
        while let Ok(Some(chunk)) = answer.chunk().await {
            text.push_str(&String::from_utf8_lossy(&chunk));
            while let Some((line, rest)) = text.split_once('\n') {
                let fact = line.strip_prefix("data:").and_then(|data| serde_json::from_str::<Value>(data).ok());
                if let Some(fact) = fact.filter(wanted) {
                    return Ok(Some(fact));
                }
                text = rest.to_owned();
            }
        }
        Ok(None)
    }

    /// Sends until each draft was acknowledged, in order, as the app's queue does.
    ///
    /// # Errors
    /// `patience` is over.
    pub async fn sends(&mut self, drafts: &[Draft], target: &Target, patience: Duration) -> Result<Sent> {
        let (started, mut last, mut failures) = (Instant::now(), Instant::now(), 0);
        let mut queue: VecDeque<&Draft> = drafts.iter().collect();
        let mut sent = Sent::default();
        while !queue.is_empty() {
            ensure!(started.elapsed() < patience, "{} events were never acknowledged", queue.len());
            let size = self.chance.random_range(1..=40).min(queue.len());
            let batch: Vec<&Draft> = queue.iter().take(size).copied().collect();
            sent.tries += 1;
            let url = &target[self.chance.random_range(0..target.len())];
            let accepted = self.posts(url, &batch, &mut sent).await;
            if accepted.iter().any(|yes| *yes) {
                sent.longest_outage = sent.longest_outage.max(last.elapsed());
                (last, failures) = (Instant::now(), 0);
            } else {
                tokio::time::sleep(PAUSES[failures.min(PAUSES.len() - 1)]).await;
                failures += 1;
            }
            let mut kept: VecDeque<&Draft> = queue.drain(size..).collect();
            for (draft, accepted) in batch.iter().zip(&accepted).rev() {
                if !accepted {
                    kept.push_front(draft);
                }
            }
            sent.acknowledged += accepted.iter().filter(|yes| **yes).count() as u64;
            queue = kept;
        }
        Ok(sent)
    }

    /// Another access token for the refresh token, as the app asks for when its own is not believed.
    async fn renews(&mut self, url: &str, sent: &mut Sent) {
        let proof = json!({"refresh_token": self.refresh, "delivery": "body"});
        let Ok(answer) = self.client.post(format!("{url}/api/v1/auth/refresh")).json(&proof).send().await else {
            return;
        };
        let status = answer.status();
        let tokens = answer.json::<Value>().await.unwrap_or_default();
        match (status, tokens["access_token"].as_str(), tokens["refresh_token"].as_str()) {
            (StatusCode::OK, Some(token), Some(refresh)) => {
                (self.token, self.refresh) = (token.to_owned(), refresh.to_owned());
            }
            (StatusCode::OK | StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS, ..) => {}
            (other, ..) => sent.undeclared.push(format!("refresh: {other}")),
        }
    }

    /// Which events of the batch were acknowledged.
    async fn posts(&mut self, url: &str, batch: &[&Draft], sent: &mut Sent) -> Vec<bool> {
        let nothing = vec![false; batch.len()];
        let body = json!({"events": batch.iter().map(|draft| &draft.envelope).collect::<Vec<_>>()});
        let request =
            self.client.post(format!("{url}/api/v1/notify/events/batch")).bearer_auth(&self.token).json(&body);
        // Cut, refused, too late: nothing is known, and everything is sent again.
        let Ok(answer) = request.send().await else { return nothing };
        let status = answer.status();
        match status {
            StatusCode::OK => {}
            StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS => {
                if !answer.headers().contains_key("retry-after") {
                    sent.undeclared.push(format!("{status} without Retry-After"));
                }
                return nothing;
            }
            StatusCode::UNAUTHORIZED => {
                self.renews(url, sent).await;
                return nothing;
            }
            other => {
                sent.undeclared.push(format!("batch: {other}"));
                return nothing;
            }
        }
        let Ok(answer) = answer.json::<Value>().await else { return nothing };
        let results = answer["results"].as_array().cloned().unwrap_or_default();
        batch
            .iter()
            .enumerate()
            .map(|(position, draft)| {
                let result = &results.get(position).cloned().unwrap_or_default();
                let is_taken =
                    result["status"] == 202 && result["client_generated_id"] == json!(draft.client_generated_id);
                if !is_taken && result["status"] != 424 && result["status"] != 503 {
                    sent.undeclared.push(format!("event: {result}"));
                }
                is_taken
            })
            .collect()
    }
}

fn a_plan(name: &str) -> Value {
    json!({
        "name": name, "start_date": "2026-01-05", "comp_date": "2099-12-31", "time_zone": "Europe/Berlin",
        "training_days_per_week": 3, "workouts": [],
    })
}

fn merged(one: &Value, other: &Value) -> Value {
    let mut all = one.as_object().cloned().unwrap_or_default();
    all.extend(other.as_object().cloned().unwrap_or_default());
    Value::Object(all)
}

/// As a client writes it.
pub fn now() -> String {
    #[expect(clippy::disallowed_methods, reason = "a program of the rig, not of the platform")]
    let now = chrono::Utc::now();
    now.to_rfc3339_opts(chrono::SecondsFormat::Millis, true)
}
