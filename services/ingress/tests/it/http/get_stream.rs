use std::time::Duration;

use axum::body::{Body, BodyDataStream};
use axum::http::{Request, StatusCode};
use futures::StreamExt;
use serde_json::json;
use taper_events::SessionId;
use taper_testkit::{TestAthlete, World};
use tower::ServiceExt;

use crate::{an_event, world};

/// Reads frames of an open stream.
struct Reader {
    body: BodyDataStream,
    text: String,
}

impl Reader {
    async fn open(world: &World, athlete: &TestAthlete<'_>, last_event_id: Option<&str>) -> Self {
        let mut request =
            Request::get("/api/v1/notify/stream").header("authorization", format!("Bearer {}", athlete.token));
        if let Some(id) = last_event_id {
            request = request.header("last-event-id", id);
        }
        let response = world.router().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        Self { body: response.into_body().into_data_stream(), text: String::new() }
    }

    /// Whether nothing comes any more.
    async fn is_over(&mut self) -> bool {
        let end = tokio::time::timeout(Duration::from_secs(5), self.body.next()).await;
        self.text.is_empty() && end.expect("an end in time").is_none()
    }

    /// The next frame's fields, as `(event, id, data)`.
    async fn frame(&mut self) -> (String, String, String) {
        self.frame_within(Duration::from_secs(5)).await
    }

    async fn frame_within(&mut self, patience: Duration) -> (String, String, String) {
        loop {
            if let Some((frame, rest)) = self.text.clone().split_once("\n\n") {
                rest.clone_into(&mut self.text);
                let field = |name: &str| {
                    frame
                        .lines()
                        .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
                        .unwrap_or_default()
                        .to_owned()
                };
                return (field("event"), field("id"), field("data"));
            }
            let chunk = tokio::time::timeout(patience, self.body.next()).await;
            let chunk = chunk.expect("a frame in time").expect("an open stream").unwrap();
            self.text += std::str::from_utf8(&chunk).unwrap();
        }
    }
}

#[tokio::test]
async fn it_begins_with_hello_and_brings_answers_as_they_come() {
    let world = world().await;
    let athlete = world.athlete();
    let mut reader = Reader::open(&world, &athlete, None).await;
    let (event, cursor, data) = reader.frame().await;
    assert_eq!(event, "hello");
    assert_eq!(data, format!("{{\"cursor\":\"{cursor}\"}}"));
    athlete.post("/api/v1/notify/events", &an_event(&athlete)).await;
    world.drain().await;
    let (event, id, data) = reader.frame().await;
    assert_eq!(event, "user.settings.persisted");
    assert!(id.ends_with(".1"));
    assert!(data.contains("\"causation_id\""));
}

#[tokio::test]
async fn a_cursor_resumes_without_loss_or_repetition() {
    let world = world().await;
    let athlete = world.athlete();
    for _ in 0..3 {
        athlete.post("/api/v1/notify/events", &an_event(&athlete)).await;
        world.wait(chrono::TimeDelta::seconds(1));
    }
    world.drain().await;
    let (_, head, _) = Reader::open(&world, &athlete, None).await.frame().await;
    let epoch = head.split_once('.').unwrap().0;
    let mut reader = Reader::open(&world, &athlete, Some(&format!("{epoch}.1"))).await;
    assert_eq!(reader.frame().await.1, format!("{epoch}.1"));
    assert_eq!(reader.frame().await.1, format!("{epoch}.2"));
    assert_eq!(reader.frame().await.1, format!("{epoch}.3"));
}

#[tokio::test]
async fn a_cursor_that_cannot_be_resumed_gets_reset() {
    let world = world().await;
    let athlete = world.athlete();
    for cursor in ["another.1", "nonsense", "x.999999"] {
        let mut reader = Reader::open(&world, &athlete, Some(cursor)).await;
        assert_eq!(reader.frame().await.0, "hello", "{cursor}");
        assert_eq!(reader.frame().await.0, "reset", "{cursor}");
    }
}

#[tokio::test]
async fn nobody_sees_what_is_addressed_to_another() {
    let world = world().await;
    let (athlete, other) = (world.athlete(), world.athlete());
    athlete.post("/api/v1/notify/events", &an_event(&athlete)).await;
    world.drain().await;
    let (_, theirs, _) = Reader::open(&world, &other, None).await.frame().await;
    assert!(theirs.ends_with(".0"), "{theirs}");
}

#[tokio::test]
async fn it_ends_with_its_session_and_not_with_another() {
    let world = world().await;
    let athlete = world.athlete();
    let claims = world.platform.verifier.verify(&athlete.token).unwrap();
    let mut reader = Reader::open(&world, &athlete, None).await;
    assert_eq!(reader.frame().await.0, "hello");
    for session_id in [SessionId(world.platform.id()), claims.sid] {
        let mut fact = athlete.envelope("auth.session.ended", json!({"session_id": session_id}));
        (fact.source_service, fact.audience) = ("identity".to_owned(), vec![athlete.id]);
        world.takes_in(fact).await;
        world.drain().await;
        let (event, _, data) = reader.frame().await;
        assert_eq!(event, "auth.session.ended");
        assert!(data.contains(&session_id.to_string()));
    }
    assert!(reader.is_over().await);
    // Nor is it opened again, wherever it is to begin.
    for cursor in [None, Some("another.1")] {
        let mut request =
            Request::get("/api/v1/notify/stream").header("authorization", format!("Bearer {}", athlete.token));
        if let Some(cursor) = cursor {
            request = request.header("last-event-id", cursor);
        }
        let answer = world.call(request.body(Body::empty()).unwrap()).await;
        assert_eq!((answer.status, &answer.body["code"]), (StatusCode::UNAUTHORIZED, &json!("session_ended")));
    }
}

#[tokio::test]
async fn what_no_signal_told_of_comes_all_the_same() {
    let world = world().await;
    let athlete = world.athlete();
    let mut reader = Reader::open(&world, &athlete, None).await;
    assert_eq!(reader.frame().await.0, "hello");
    // As another process whose signal was lost writes it.
    let mut tx = world.platform.databases.of("ingress").jobs.begin().await.unwrap();
    for statement in [
        "insert into ingress.stream_heads (user_id, seq) values ($1, 1)",
        "insert into ingress.stream (user_id, seq, at, event_type, payload) values ($1, 1, now(), 'x', '{}')",
    ] {
        sqlx::query(statement).bind(athlete.id.0).execute(&mut *tx).await.unwrap();
    }
    tx.commit().await.unwrap();
    assert_eq!(reader.frame_within(Duration::from_secs(30)).await.0, "x");
}

#[tokio::test]
async fn it_needs_a_token() {
    let world = world().await;
    let request = Request::get("/api/v1/notify/stream").body(Body::empty()).unwrap();
    assert_eq!(world.call(request).await.status, StatusCode::UNAUTHORIZED);
}
