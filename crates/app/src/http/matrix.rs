//! Every endpoint of every service against every caller and every kind of bad input, from the same
//! descriptions that are published: none can be forgotten.

use std::collections::{BTreeMap, BTreeSet};

use axum::body::Body;
use axum::http::{HeaderValue, Method, Request, StatusCode, header};
use chrono::TimeDelta;
use http_body_util::BodyExt;
use serde_json::{Value, json};
use taper_testkit::{TestAthlete, World};
use tower::ServiceExt;
use uuid::Uuid;

use super::describe;
use crate::config::{Config, Source};
use crate::services;

const TOO_LARGE: usize = 2 * 1024 * 1024;

struct Operation {
    id: String,
    method: Method,
    path: String,
    is_open: bool,
    takes_body: bool,
    /// It may also be called without one, and then says what is missing instead.
    needs_body: bool,
    /// A body that it takes, as its description shows one.
    example: Option<Value>,
    declared: BTreeSet<u16>,
}

impl Operation {
    /// What the braces of its path name.
    fn names(&self) -> impl Iterator<Item = &str> {
        self.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
    }

    /// A good attempt, as far as the description tells what one is.
    fn example<'a>(&self, token: Option<String>) -> Try<'a> {
        let attempt = Try { token, id: SOME_ID, ..Try::default() };
        if !self.needs_body {
            return attempt;
        }
        let example = self.example.as_ref().unwrap_or_else(|| panic!("{} shows no example of its body", self.id));
        Try { content_type: Some("application/json"), body: example.to_string().into_bytes(), ..attempt }
    }
}

fn operations() -> Vec<Operation> {
    let config = Config::read(&Source::empty()).ok().unwrap();
    let mut operations = Vec::new();
    for service in services::all(&config) {
        let api = serde_json::to_value(describe(&service)).unwrap();
        for (path, item) in api["paths"].as_object().unwrap() {
            for (method, operation) in item.as_object().unwrap() {
                let security = operation["security"].as_array();
                let id = operation["operationId"].as_str().unwrap().to_owned();
                let security = security.unwrap_or_else(|| panic!("{id} does not say who may call it"));
                let responses = operation["responses"].as_object().unwrap();
                operations.push(Operation {
                    id,
                    method: method.to_uppercase().parse().unwrap(),
                    path: path.clone(),
                    is_open: security.iter().any(|requirement| requirement.as_object().is_some_and(|r| r.is_empty())),
                    takes_body: operation.get("requestBody").is_some(),
                    needs_body: operation["requestBody"]["required"] == true,
                    example: operation["requestBody"]["content"]["application/json"].get("example").cloned(),
                    declared: responses.keys().filter_map(|status| status.parse().ok()).collect(),
                });
            }
        }
    }
    operations
}

async fn world() -> World {
    World::start(services::all(&Config::read(&Source::empty()).ok().unwrap())).await
}

/// A request as somebody may send it.
#[derive(Clone, Default)]
struct Try<'a> {
    token: Option<String>,
    /// What stands for each `{id}` of the path that `objects` does not name.
    id: &'a str,
    objects: BTreeMap<&'static str, Uuid>,
    query: &'a str,
    content_type: Option<&'a str>,
    body: Vec<u8>,
}

const SOME_ID: &str = "0193b3a4-7c2e-7b60-9c6f-2a8d1e4f5a6b";

/// The status, which the description must know, and for a refusal its problem.
async fn ask(world: &World, operation: &Operation, attempt: Try<'_>) -> (StatusCode, Value) {
    let Operation { id, method, path, declared, .. } = operation;
    let parts: Vec<String> = path
        .split('/')
        .map(|part| match part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
            Some(name) => attempt.objects.get(name).map_or_else(|| attempt.id.to_owned(), Uuid::to_string),
            None => part.to_owned(),
        })
        .collect();
    let mut request = Request::builder().method(method).uri(format!("{}{}", parts.join("/"), attempt.query));
    if let Some(token) = attempt.token {
        request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    }
    if let Some(content_type) = attempt.content_type {
        request = request.header(header::CONTENT_TYPE, content_type);
    }
    let answer = world.router().oneshot(request.body(Body::from(attempt.body)).unwrap()).await.unwrap();
    let status = answer.status();
    let shown = format!("{id} ({method} {path}) answered {status}");
    assert!(declared.contains(&status.as_u16()), "{shown}, which it does not declare");
    if !status.is_client_error() && !status.is_server_error() {
        // A stream has no end.
        return (status, Value::Null);
    }
    assert_eq!(answer.headers().get(header::CONTENT_TYPE).unwrap(), "application/problem+json", "{shown}");
    let problem: Value = serde_json::from_slice(&answer.into_body().collect().await.unwrap().to_bytes()).unwrap();
    assert!(problem["code"].is_string() && problem["request_id"].is_string(), "{shown}: {problem}");
    (status, problem)
}

/// Which those are stands in `specs/`, and a change of that needs a new version and a line of its changelog.
#[tokio::test]
async fn who_needs_no_account_is_asked_for_none() {
    let world = world().await;
    for operation in operations().iter().filter(|one| one.is_open) {
        let (status, problem) = ask(&world, operation, Try { id: SOME_ID, ..Try::default() }).await;
        assert_ne!(problem["code"], "token_missing", "{} answered {status}", operation.id);
    }
}

#[tokio::test]
async fn nobody_gets_in_without_a_token_of_ours() {
    let world = world().await;
    let athlete = world.athlete();
    let now = world.platform.now();
    let elsewhere = taper_testkit::TestTokens::new("https://elsewhere.example");
    let mut tokens = world.tokens.forger(&athlete.token).forgeries(now.timestamp());
    tokens.extend([
        ("of two days ago", world.tokens.token(athlete.id, &["athlete", "admin"], now - TimeDelta::days(2))),
        ("of the day after tomorrow", world.tokens.token(athlete.id, &["athlete"], now + TimeDelta::days(2))),
        ("of another instance", elsewhere.token(athlete.id, &["athlete"], now)),
    ]);
    for operation in operations().iter().filter(|one| !one.is_open) {
        let with = |token: Option<&String>| Try { token: token.cloned(), id: SOME_ID, ..Try::default() };
        let (status, problem) = ask(&world, operation, with(None)).await;
        assert_eq!((status.as_u16(), &problem["code"]), (401, &json!("token_missing")), "{}", operation.id);
        for (name, token) in &tokens {
            let (status, problem) = ask(&world, operation, with(Some(token))).await;
            assert_eq!(status, StatusCode::UNAUTHORIZED, "{} with a token: {name}: {problem}", operation.id);
        }
        // What the forger writes without a fault is believed: the tokens above are refused for their faults.
        let honest = world.tokens.forger(&athlete.token).claiming("jti", Some(json!("any")));
        let (status, problem) = ask(&world, operation, with(Some(&honest))).await;
        assert_ne!(status, StatusCode::UNAUTHORIZED, "{}: {problem}", operation.id);
    }
    world.drain().await;
}

/// A token is good for as long as its key is there, and no longer, wherever it is shown.
#[tokio::test]
async fn a_key_that_is_withdrawn_in_the_middle_lets_nobody_in() {
    let world = world().await;
    let athlete = world.athlete();
    let closed: Vec<Operation> = operations().into_iter().filter(|one| !one.is_open).collect();
    let withdrawn = jsonwebtoken::jwk::JwkSet { keys: Vec::new() };
    for (keys, lets_in) in [(world.tokens.keys(), true), (withdrawn, false), (world.tokens.keys(), true)] {
        world.platform.verifier.set_keys(&keys);
        for operation in &closed {
            let attempt = Try { token: Some(athlete.token.clone()), id: SOME_ID, ..Try::default() };
            let (status, _) = ask(&world, operation, attempt).await;
            assert_eq!(status != StatusCode::UNAUTHORIZED, lets_in, "{}", operation.id);
        }
    }
    world.drain().await;
}

#[tokio::test]
async fn what_is_not_there_or_not_ones_own_is_404() {
    let world = world().await;
    let token = Some(world.athlete().token);
    for operation in operations().iter().filter(|one| one.names().next().is_some()) {
        let attempt = operation.example(token.clone());
        let (status, problem) = ask(&world, operation, attempt).await;
        assert!(is_not_there(operation, status, &problem), "{}: {status} {problem}", operation.id);
    }
}

/// 404, never 403; where a body is needed and none was sent, that may be said first.
fn is_not_there(operation: &Operation, status: StatusCode, problem: &Value) -> bool {
    let no_body = [StatusCode::BAD_REQUEST, StatusCode::UNSUPPORTED_MEDIA_TYPE];
    (status, problem["code"].as_str()) == (StatusCode::NOT_FOUND, Some("not_found"))
        || operation.needs_body && no_body.contains(&status)
}

/// Somebody with objects that paths can name, by the parameter's name. What has no maker here yet is asked for under a
/// made-up id only.
async fn somebody_with_everything(world: &World) -> (TestAthlete<'_>, BTreeMap<&'static str, Uuid>) {
    let ann = world.athlete();
    let [plan_id, workout_id, planned_id, session_id, note_id, mission_id, stage_id, exercise] =
        std::array::from_fn(|_| world.platform.id());
    let plan = json!({
        "plan_id": plan_id, "start_date": "2027-01-04", "comp_date": "2027-04-03", "time_zone": "Europe/Oslo",
        "training_days_per_week": 3, "reminders": [],
        "workouts": [{"workout_id": planned_id, "date": "2027-01-05", "exercises": []}],
    });
    ann.sends_json("program.plan.created", plan).await;
    let set = json!({"reps": 5, "weight": {"value": 100, "unit": "kg"}});
    let exercises = json!([{"name": exercise, "sets": [set]}]);
    let workout = json!({"workout_id": workout_id, "duration_seconds": 60, "exercises_summary": exercises});
    ann.sends_json("workout.completed", workout).await;
    let note = json!({
        "note_id": note_id, "brand": "Gym80", "model": "Leg press", "machine_type": "leg_press", "visibility": "private",
    });
    ann.sends_json("machine.notes.submitted", note).await;
    let mission = json!({
        "mission_id": mission_id, "name": "Nordic Open", "mission_type": "powerlifting_meet", "timezone": "Europe/Oslo",
        "prep_start": "2027-01-11", "event_start": "2027-04-03", "event_end": "2027-04-04",
    });
    ann.sends_json("mission.submitted", mission).await;
    let stage = json!({"mission_id": mission_id, "stage_id": stage_id, "stage_number": 1, "stage_type": "flat"});
    ann.sends_json("mission.stage.submitted", stage).await;
    world.drain().await;
    let mut db = world.database.connect().await;
    for statement in [
        "insert into identity.users (id, email, password_hash, locale, time_zone, roles, store_key, created_at)
         values ($1, 'ann@example.org', '', 'en', 'UTC', '{athlete}', '', $3)
         on conflict (id) do update set id = $1 where $2 is not null",
        "insert into identity.sessions (id, user_id, stay_signed_in, created_at, last_seen_at, expires_at)
         values ($2, $1, false, $3, $3, $3 + interval '30 days')",
    ] {
        let now = world.platform.now();
        sqlx::query(statement).bind(ann.id.0).bind(session_id).bind(now).execute(&mut db).await.unwrap();
    }
    let objects = [
        ("plan_id", plan_id),
        ("workout_id", workout_id),
        ("session_id", session_id),
        ("note_id", note_id),
        ("mission_id", mission_id),
        ("stage_id", stage_id),
        ("name", exercise),
    ];
    (ann, BTreeMap::from(objects))
}

#[tokio::test]
async fn what_is_somebody_elses_is_404_to_whatever_role_asks() {
    let world = world().await;
    let (ann, objects) = somebody_with_everything(&world).await;
    let now = world.platform.now();
    let others = [&["athlete"][..], &["athlete", "coach"], &["athlete", "coach", "admin"]];
    let is_made = |operation: &Operation| operation.names().all(|name| objects.contains_key(name));
    let mut named: Vec<Operation> =
        operations().into_iter().filter(|one| one.names().next().is_some() && is_made(one)).collect();
    for operation in &named {
        for roles in others {
            let token = Some(world.tokens.token(world.athlete().id, roles, now));
            let attempt = Try { objects: objects.clone(), ..operation.example(token) };
            let (status, problem) = ask(&world, operation, attempt).await;
            assert!(is_not_there(operation, status, &problem), "{} {roles:?}: {status} {problem}", operation.id);
        }
    }
    // It is there: its owner is answered otherwise. What is taken away goes last, and from the inside.
    named.sort_by_key(|one| (one.method == Method::DELETE, std::cmp::Reverse(one.path.len())));
    for operation in &named {
        let attempt = Try { objects: objects.clone(), ..operation.example(Some(ann.token.clone())) };
        let (status, problem) = ask(&world, operation, attempt).await;
        assert!(status.is_success(), "{}: {status} {problem}", operation.id);
    }
    world.drain().await;
}

#[tokio::test]
async fn who_has_an_answer_already_is_told_so_as_declared() {
    let world = world().await;
    let (ann, objects) = somebody_with_everything(&world).await;
    let settings = json!({"units": "kg", "locale": "en", "theme": "dark", "clock": "24h", "token_storage": "cookie"});
    ann.sends_json("user.app_settings.submitted", settings).await;
    let onboarding = json!({"weight": {"value": 82.5, "unit": "kg"}, "training_days_per_week": 4});
    ann.sends_json("user.settings.submitted", onboarding).await;
    world.drain().await;
    let mut told = BTreeSet::new();
    for operation in operations().into_iter().filter(|one| one.method == Method::GET) {
        let parts = operation.path.split('/').map(|part| {
            let name = part.strip_prefix('{').and_then(|part| part.strip_suffix('}'));
            name.map_or_else(|| part.to_owned(), |name| objects.get(name).map_or(SOME_ID.to_owned(), Uuid::to_string))
        });
        let path = parts.collect::<Vec<_>>().join("/");
        let ask = |tag: Option<HeaderValue>| {
            let mut request = Request::get(&path).header(header::AUTHORIZATION, format!("Bearer {}", ann.token));
            if let Some(tag) = tag {
                request = request.header(header::IF_NONE_MATCH, tag);
            }
            world.router().oneshot(request.body(Body::empty()).unwrap())
        };
        let first = ask(None).await.unwrap();
        let Some(tag) = first.headers().get(header::ETAG).cloned() else {
            // The mailbox wants a code, and what has no maker is not there.
            let refused = first.status() != StatusCode::OK;
            assert!(refused || !operation.declared.contains(&304), "{} has no tag", operation.id);
            continue;
        };
        let again = ask(Some(tag)).await.unwrap();
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED, "{}", operation.id);
        assert!(operation.declared.contains(&304), "{} answers 304, which it does not declare", operation.id);
        told.insert(operation.id);
    }
    for id in ["list_plans", "get_plan", "list_sessions", "get_app_settings", "get_equipment_prefs", "get_machine_note"]
    {
        assert!(told.contains(id), "{id} is not among {told:?}");
    }
}

#[tokio::test]
async fn bad_input_is_answered_as_declared_and_never_by_5xx() {
    let world = world().await;
    world.leaves_events_behind();
    let token = Some(world.athlete().token);
    let json = Some("application/json");
    let with = |content_type, body: &[u8]| Try {
        token: token.clone(),
        id: SOME_ID,
        content_type,
        body: body.to_vec(),
        ..Try::default()
    };
    let nested = format!("{}1{}", "[".repeat(2000), "]".repeat(2000));
    let bodies: [(Option<&str>, &[u8], &[u16]); 10] = [
        (json, b"", &[400]),
        (json, b"{", &[400]),
        (json, b"\xff\xfe{}", &[400]),
        (Some("text/plain"), b"{}", &[415]),
        (json, nested.as_bytes(), &[400, 422]),
        (json, b"{\"email\": \"a\\u0000@example.com\", \"password\": \"chalk and iron 77\"}", &[400, 422]),
        (json, b"null", &[400, 422]),
        (json, b"[]", &[400, 422]),
        (json, b"{\"email\": 7, \"token\": {}, \"events\": 1}", &[400, 422]),
        (json, &[b' '; TOO_LARGE], &[413]),
    ];
    for operation in operations().iter().filter(|one| one.takes_body) {
        for (content_type, body, expected) in &bodies {
            let (status, problem) = ask(&world, operation, with(*content_type, body)).await;
            let shown = String::from_utf8_lossy(&body[..body.len().min(60)]);
            let is_expected =
                expected.contains(&status.as_u16()) || (!operation.needs_body && status == StatusCode::UNAUTHORIZED);
            assert!(is_expected, "{} with {shown}: {status} {problem}", operation.id);
        }
    }
    // One fault each, or the first would hide the others.
    let queries = [
        "?cursor=x",
        "?limit=-1",
        "?limit=99999999999999999999",
        "?from=x",
        "?from=2026-13-40",
        "?to=%00",
        "?cursor=%00",
        "?to=%ff",
    ];
    for operation in operations().iter().filter(|one| one.method == Method::GET) {
        for query in queries {
            let attempt = Try { token: token.clone(), id: SOME_ID, query, ..Try::default() };
            let (status, problem) = ask(&world, operation, attempt).await;
            assert!(!status.is_server_error(), "{} with {query}: {problem}", operation.id);
        }
        let attempt = Try { token: token.clone(), id: "no-id", ..Try::default() };
        ask(&world, operation, attempt).await;
    }
}
