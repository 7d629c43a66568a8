use axum::http::StatusCode;
use chrono::TimeDelta;
use serde_json::{Value, json};
use taper_testkit::TestAthlete;

use crate::{an_event, answers, world};

const EVENTS: &str = "/api/v1/notify/events";

async fn status_and_code(athlete: &TestAthlete<'_>, event: &Value) -> (u16, String) {
    let answer = athlete.post(EVENTS, event).await;
    (answer.status.as_u16(), answer.body["code"].as_str().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn an_event_is_accepted_once_and_answered_the_same_again() {
    let world = world().await;
    let athlete = world.athlete();
    let event = an_event(&athlete);
    let first = athlete.post(EVENTS, &event).await;
    assert_eq!(first.status, StatusCode::ACCEPTED, "{first:?}");
    assert_eq!(first.body["duplicate"], false);
    let again = athlete.post(EVENTS, &event).await;
    assert_eq!(again.status, StatusCode::ACCEPTED);
    assert_eq!(again.body["duplicate"], true);
    assert_eq!(again.body["event_id"], first.body["event_id"]);
    world.drain().await;
    assert_eq!(answers(&world, &event), 1);
}

#[tokio::test]
async fn other_content_under_the_same_id_is_a_conflict() {
    let world = world().await;
    let athlete = world.athlete();
    let mut event = an_event(&athlete);
    athlete.post(EVENTS, &event).await;
    event["data"]["training_days_per_week"] = 5.into();
    assert_eq!(status_and_code(&athlete, &event).await, (409, "idempotency_conflict".to_owned()));
    world.drain().await;
}

#[tokio::test]
async fn the_order_of_fields_is_no_content() {
    let world = world().await;
    let athlete = world.athlete();
    let event = an_event(&athlete);
    athlete.post(EVENTS, &event).await;
    let reversed: serde_json::Map<String, Value> =
        event.as_object().unwrap().iter().rev().map(|(k, v)| (k.clone(), v.clone())).collect();
    let again = athlete.post(EVENTS, &Value::Object(reversed)).await;
    assert_eq!(again.body["duplicate"], true);
    world.drain().await;
}

#[tokio::test]
async fn what_may_not_come_in_says_why() {
    let world = world().await;
    let athlete = world.athlete();
    let with = |field: &str, value: Value| {
        let mut event = an_event(&athlete);
        event[field] = value;
        event
    };
    let now = world.platform.now();
    let cases = [
        (with("event_type", json!("user.settings.persisted")), 403, "event_type_not_accepted"),
        (with("event_type", json!("no.such.type")), 422, "unknown_event_type"),
        (with("schema_version", json!("2.0.0")), 422, "unsupported_version"),
        (with("schema_version", json!("1.7.0")), 503, "schema_newer"),
        (with("schema_version", json!("one")), 422, "invalid"),
        (with("subject_user_id", json!(world.platform.id())), 403, "role_required"),
        (with("timestamp", json!(now - TimeDelta::days(366))), 422, "too_old"),
        (with("event_id", json!(world.platform.id())), 422, "invalid"),
        (with("surplus", json!(1)), 422, "invalid"),
    ];
    for (event, status, code) in cases {
        assert_eq!(status_and_code(&athlete, &event).await, (status, code.to_owned()), "{event}");
    }
}

#[tokio::test]
async fn an_event_of_another_user_is_refused() {
    let world = world().await;
    let (athlete, other) = (world.athlete(), world.athlete());
    let answer = other.post(EVENTS, &an_event(&athlete)).await;
    assert_eq!((answer.status.as_u16(), &answer.body["code"]), (403, &json!("user_mismatch")));
}

#[tokio::test]
async fn every_violation_is_told_by_pointer() {
    let world = world().await;
    let athlete = world.athlete();
    let mut event = an_event(&athlete);
    event["data"] = json!({"weight": {"value": -3, "unit": "stone"}, "training_days_per_week": 9});
    let answer = athlete.post(EVENTS, &event).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut pointers: Vec<&str> =
        answer.body["errors"].as_array().unwrap().iter().map(|e| e["pointer"].as_str().unwrap()).collect();
    pointers.sort_unstable();
    assert_eq!(pointers, ["/data/training_days_per_week", "/data/weight/unit", "/data/weight/value"]);
}

#[tokio::test]
async fn an_oversize_event_is_413_and_no_json_is_400() {
    let world = world().await;
    let athlete = world.athlete();
    let mut event = an_event(&athlete);
    event["data"]["federation"] = "x".repeat(600 * 1024).into();
    assert_eq!(athlete.post(EVENTS, &event).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    let broken = axum::http::Request::post(EVENTS)
        .header("authorization", format!("Bearer {}", athlete.token))
        .header("content-type", "application/json")
        .body(axum::body::Body::from("{"))
        .unwrap();
    assert_eq!(world.call(broken).await.body["code"], "malformed_json");
}

#[tokio::test]
async fn a_passcode_stands_nowhere_in_clear() {
    let world = world().await;
    let athlete = world.athlete();
    let mut event = an_event(&athlete);
    event["data"]["feed_visibility"] = "passcode".into();
    event["data"]["passcode"] = "iron-chalk-77".into();
    assert_eq!(athlete.post(EVENTS, &event).await.status, StatusCode::ACCEPTED);
    let mut db = world.database.connect().await;
    let payload: String = sqlx::query_scalar("select payload from bus.inbox").fetch_one(&mut db).await.unwrap();
    assert!(payload.contains("sealed:") && !payload.contains("iron-chalk-77"), "{payload}");
    world.drain().await;
    assert_eq!(world.facts()[0].data["has_passcode"], true);
}

#[tokio::test]
async fn while_too_much_waits_for_the_broker_nothing_is_taken() {
    let world = world().await;
    let athlete = world.athlete();
    let event = an_event(&athlete);
    world.bus.backlog.measured(i64::MAX);
    let refused = athlete.post(EVENTS, &event).await;
    assert_eq!((refused.status, &refused.body["code"]), (StatusCode::SERVICE_UNAVAILABLE, &json!("unavailable")));
    assert!(refused.headers.contains_key("retry-after"));
    world.bus.backlog.measured(0);
    let taken = athlete.post(EVENTS, &event).await;
    assert_eq!((taken.status, &taken.body["duplicate"]), (StatusCode::ACCEPTED, &json!(false)));
    world.drain().await;
}

#[tokio::test]
async fn a_whole_number_may_be_written_with_a_point() {
    let world = world().await;
    let athlete = world.athlete();
    let mut event = an_event(&athlete);
    event["data"]["training_days_per_week"] = json!(4.0);
    assert_eq!(athlete.post(EVENTS, &event).await.status, StatusCode::ACCEPTED);
    event["data"]["training_days_per_week"] = json!(4);
    assert_eq!(athlete.post(EVENTS, &event).await.body["duplicate"], true, "it is the same content");
    world.drain().await;
    assert_eq!(answers(&world, &event), 1);
}

#[tokio::test]
async fn what_its_owner_could_not_read_is_refused_before_it_is_taken_in() {
    let world = world().await;
    let athlete = world.athlete();
    let plan = json!({
        "plan_id": world.platform.id(), "start_date": "2027-01-04", "comp_date": "2027-04-03",
        "time_zone": "Mars/Olympus", "training_days_per_week": 3, "workouts": [],
    });
    let answer = athlete.post(EVENTS, &athlete.client_envelope("program.plan.created", &plan)).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{answer:?}");
    let error = &answer.body["errors"][0];
    assert_eq!((&error["pointer"], &error["code"]), (&json!("/data/time_zone"), &json!("format")));
}

#[tokio::test]
async fn days_are_of_the_years_in_which_somebody_may_train_and_titles_say_something() {
    let world = world().await;
    let athlete = world.athlete();
    let plan = |change: Value| {
        let mut plan = json!({
            "plan_id": world.platform.id(), "start_date": "2027-01-04", "comp_date": "2027-04-03", "time_zone": "UTC",
            "training_days_per_week": 3,
            "workouts": [{"workout_id": world.platform.id(), "date": "2027-01-05", "title": "Squats", "exercises": []}],
        });
        for (name, value) in change.as_object().unwrap() {
            plan[name] = value.clone();
        }
        athlete.client_envelope("program.plan.created", &plan)
    };
    let workout = |start: &str, title: &str| {
        let done = json!({
            "workout_id": world.platform.id(), "start_timestamp": start, "title": title, "duration_seconds": 60,
            "exercises_summary": [],
        });
        athlete.client_envelope("workout.completed", &done)
    };
    let refused = [
        (plan(json!({"start_date": "0000-01-03"})), "/data/start_date", "pattern"),
        (plan(json!({"comp_date": "9999-12-31"})), "/data/comp_date", "pattern"),
        (plan(json!({"name": ""})), "/data/name", "minLength"),
        (
            plan(json!({"workouts": [{"workout_id": world.platform.id(), "date": "2027-01-05", "title": ""}]})),
            "/data/workouts/0/title",
            "minLength",
        ),
        (workout("1899-12-31T23:59:59Z", "Squats"), "/data/start_timestamp", "pattern"),
        (workout("2200-01-01T00:00:00Z", "Squats"), "/data/start_timestamp", "pattern"),
        (workout("2027-01-04T08:00:00Z", ""), "/data/title", "minLength"),
    ];
    for (event, pointer, code) in refused {
        let answer = athlete.post(EVENTS, &event).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{pointer}: {answer:?}");
        let error = &answer.body["errors"][0];
        assert_eq!((&error["pointer"], &error["code"]), (&json!(pointer), &json!(code)));
    }
    let taken = [
        plan(json!({"start_date": "1900-01-01", "comp_date": "2199-12-31"})),
        workout("1900-01-01T00:00:00Z", "Squats"),
        workout("2199-12-31T23:59:59.999Z", "S"),
    ];
    for event in taken {
        assert_eq!(athlete.post(EVENTS, &event).await.status, StatusCode::ACCEPTED, "{event}");
    }
    world.drain().await;
}

#[tokio::test]
async fn a_version_that_no_number_holds_is_refused_by_its_place() {
    let world = world().await;
    let athlete = world.athlete();
    let mut event = an_event(&athlete);
    event["data"]["base_version"] = json!(1e20);
    let answer = athlete.post(EVENTS, &event).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{answer:?}");
    assert_eq!(answer.body["errors"][0]["pointer"], "/data/base_version");
}

#[tokio::test]
async fn what_is_no_trace_is_not_carried_on() {
    let world = world().await;
    let athlete = world.athlete();
    let trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    for (header, field, carried) in
        [("x".repeat(6000).as_str(), "junk", None), ("junk", trace, Some(trace)), (trace, "junk", Some(trace))]
    {
        let mut event = an_event(&athlete);
        event["traceparent"] = field.into();
        let request = axum::http::Request::post(EVENTS)
            .header("authorization", format!("Bearer {}", athlete.token))
            .header("content-type", "application/json")
            .header("traceparent", header)
            .body(event.to_string().into())
            .unwrap();
        assert_eq!(world.call(request).await.status, StatusCode::ACCEPTED);
        world.drain().await;
        assert_eq!(world.facts().last().unwrap().traceparent.as_deref(), carried);
    }
}

#[tokio::test]
async fn the_requests_id_stands_in_what_it_led_to() {
    let world = world().await;
    let athlete = world.athlete();
    let request = axum::http::Request::post(EVENTS)
        .header("authorization", format!("Bearer {}", athlete.token))
        .header("content-type", "application/json")
        .header("x-request-id", "from-the-edge-7")
        .body(axum::body::Body::from(an_event(&athlete).to_string()))
        .unwrap();
    assert_eq!(world.call(request).await.status, StatusCode::ACCEPTED);
    world.drain().await;
    assert_eq!(world.facts()[0].request_id.as_deref(), Some("from-the-edge-7"));
}
