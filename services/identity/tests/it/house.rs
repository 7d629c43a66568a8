//! A world with identity in it, and people who go through its door.

use std::sync::atomic::{AtomicU32, Ordering};

use ::http::{HeaderMap, Method, Request, header};
use axum::body::Body;
use serde_json::{Value, json};
use taper_events::Envelope;
use taper_testkit::{Answer, World};

pub(crate) const PASSWORD: &str = "tulip barn quay seven";

pub(crate) struct House {
    pub world: World,
    next: AtomicU32,
}

/// Somebody who signed in.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub id: String,
    pub email: String,
    pub access_token: String,
    pub refresh_token: String,
    pub body: Value,
}

impl House {
    pub(crate) async fn start() -> Self {
        let world = World::start(vec![identity::service()]).await;
        identity::keep_signing_keys(&world.bus).await.expect("signing keys");
        Self { world, next: AtomicU32::new(1) }
    }

    /// Does all that is to be done: jobs, and the events that they lead to.
    pub(crate) async fn settle(&self) {
        while self.world.run_jobs().await + self.world.drain().await > 0 {}
    }

    /// A request of a program: no cookie, no token.
    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        self.ask(Method::POST, path, &[], Some(body)).await
    }

    pub(crate) async fn ask(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if body.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        self.world.call(request.body(body).expect("a request")).await
    }

    pub(crate) async fn as_person(&self, person: &Person, method: Method, path: &str, body: Option<&Value>) -> Answer {
        let bearer = format!("Bearer {}", person.access_token);
        self.ask(method, path, &[("authorization", &bearer)], body).await
    }

    /// A browser that holds this refresh token, on our own page.
    pub(crate) async fn with_cookie(&self, path: &str, refresh_token: &str, body: Option<&Value>) -> Answer {
        let cookie = format!("taper_refresh={refresh_token}");
        self.ask(Method::POST, path, &[("cookie", &cookie), ("x-taper-csrf", "1")], body).await
    }

    pub(crate) fn registration(&self, email: &str) -> Value {
        json!({"email": email, "password": PASSWORD, "display_name": "Ann", "locale": "de", "time_zone": "Europe/Oslo"})
    }

    pub(crate) async fn register(&self, email: &str) {
        let answer = self.post("/api/v1/auth/register", &self.registration(email)).await;
        assert_eq!(answer.status, 202, "{:?}", answer.body);
        self.settle().await;
    }

    /// Somebody new with an open account, signed in by the link, as a program.
    pub(crate) async fn person(&self) -> Person {
        let email = format!("person{}@example.org", self.next.fetch_add(1, Ordering::Relaxed));
        self.register(&email).await;
        let body = json!({"token": self.token_sent_to(&email), "delivery": "body"});
        let answer = self.post("/api/v1/auth/verify", &body).await;
        self.settle().await;
        Person::of(&answer, &email)
    }

    pub(crate) async fn login(&self, email: &str, password: &str) -> Answer {
        self.post("/api/v1/auth/login", &json!({"email": email, "password": password, "delivery": "body"})).await
    }

    /// Signs in once more, on another device.
    pub(crate) async fn another_device(&self, person: &Person) -> Person {
        let answer = self.login(&person.email, PASSWORD).await;
        self.settle().await;
        Person::of(&answer, &person.email)
    }

    pub(crate) async fn refresh(&self, refresh_token: &str) -> Answer {
        self.post("/api/v1/auth/refresh", &json!({"refresh_token": refresh_token})).await
    }

    /// What was asked to be written to an address, newest last.
    pub(crate) fn messages_to(&self, email: &str) -> Vec<Envelope> {
        let mut facts = self.world.facts();
        facts.retain(|fact| {
            fact.event_type == "auth.message.requested" && self.unsealed(fact, "/address").as_deref() == Some(email)
        });
        facts
    }

    /// The purposes of those.
    pub(crate) fn purposes_to(&self, email: &str) -> Vec<String> {
        let purpose = |fact: &Envelope| fact.data["purpose"].as_str().expect("a purpose").to_owned();
        self.messages_to(email).iter().map(purpose).collect()
    }

    /// The token of the newest message to an address.
    pub(crate) fn token_sent_to(&self, email: &str) -> String {
        let messages = self.messages_to(email);
        self.unsealed(messages.last().expect("a message"), "/token").expect("a token")
    }

    pub(crate) fn unsealed(&self, fact: &Envelope, pointer: &str) -> Option<String> {
        let sealed = fact.data.pointer(pointer)?.as_str()?;
        Some(self.world.platform.keys.unseal_text(&fact.sealed_for(pointer), sealed).expect("sealed for this place"))
    }

    pub(crate) fn facts_of(&self, event_type: &str) -> Vec<Envelope> {
        let mut facts = self.world.facts();
        facts.retain(|fact| fact.event_type == event_type);
        facts
    }

    /// The sessions whose end the streams of a person tell, sorted.
    pub(crate) fn told_ended(&self, person: &Person) -> Vec<String> {
        let mut facts = self.facts_of("auth.session.ended");
        facts.retain(|fact| fact.audience.iter().any(|user| user.to_string() == person.id));
        let mut ended: Vec<_> =
            facts.iter().map(|fact| fact.data["session_id"].as_str().expect("a session").to_owned()).collect();
        ended.sort();
        ended
    }

    /// The sessions of these devices, sorted.
    pub(crate) fn sessions(&self, devices: &[&Person]) -> Vec<String> {
        let session = |device: &&Person| {
            let claims = self.world.platform.verifier.verify(&device.access_token).expect("a token of ours");
            claims.sid.to_string()
        };
        let mut sessions: Vec<_> = devices.iter().map(session).collect();
        sessions.sort();
        sessions
    }

    /// What the audit table says, in order.
    pub(crate) async fn audited(&self) -> Vec<String> {
        let mut db = self.world.database.connect().await;
        sqlx::query_scalar("select action from identity.audit_log order by at, ctid")
            .fetch_all(&mut db)
            .await
            .expect("an audit table")
    }
}

impl Person {
    pub(crate) fn of(answer: &Answer, email: &str) -> Self {
        assert_eq!(answer.status, 200, "{:?}", answer.body);
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        Self {
            id: text(&answer.body["user"]["id"]),
            email: email.to_owned(),
            access_token: text(&answer.body["access_token"]),
            refresh_token: text(&answer.body["refresh_token"]),
            body: answer.body.clone(),
        }
    }
}

/// The status and code of a refusal.
pub(crate) fn refusal(answer: &Answer) -> (u16, &str) {
    (answer.status.as_u16(), answer.body["code"].as_str().unwrap_or_default())
}

/// Pointer and code of each thing wrong.
pub(crate) fn errors(answer: &Answer) -> Vec<(&str, &str)> {
    let errors = answer.body["errors"].as_array().expect("errors");
    errors
        .iter()
        .map(|error| (error["pointer"].as_str().unwrap_or_default(), error["code"].as_str().unwrap_or_default()))
        .collect()
}

/// What may be compared between two answers: without ids and the time.
pub(crate) fn comparable(answer: &Answer) -> (u16, HeaderMap, Value) {
    let mut headers = answer.headers.clone();
    headers.remove("x-request-id");
    headers.remove("date");
    let mut body = answer.body.clone();
    if let Some(body) = body.as_object_mut() {
        body.remove("request_id");
    }
    (answer.status.as_u16(), headers, body)
}

/// The value of the refresh cookie that an answer sets, and its attributes.
pub(crate) fn cookie_of(answer: &Answer) -> Option<(String, String)> {
    let cookie = answer.headers.get(header::SET_COOKIE)?.to_str().ok()?;
    let (value, attributes) = cookie.strip_prefix("taper_refresh=")?.split_once("; ")?;
    Some((value.to_owned(), attributes.to_owned()))
}
