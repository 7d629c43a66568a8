use chrono::TimeDelta;
use serde_json::json;

use crate::{an_event, world};

#[tokio::test]
async fn streams_are_kept_for_a_week_and_outcomes_for_four_hundred_days() {
    let world = world().await;
    let athlete = world.athlete();
    world.run_schedules().await;
    let event = an_event(&athlete);
    athlete.post("/api/v1/notify/events", &event).await;
    world.drain().await;
    let mut db = world.database.connect().await;
    let mut entries =
        async || -> i64 { sqlx::query_scalar("select count(*) from ingress.stream").fetch_one(&mut db).await.unwrap() };
    world.wait(TimeDelta::days(7));
    world.run_schedules().await;
    assert_eq!(entries().await, 1);
    world.wait(TimeDelta::days(2));
    world.run_schedules().await;
    assert_eq!(entries().await, 0);
    let later = world.as_athlete(athlete.id);
    let ask = json!({"client_generated_ids": [event["client_generated_id"]]});
    let state = later.post("/api/v1/notify/events/outcomes", &ask).await.body["outcomes"][0]["state"].clone();
    assert_eq!(state, "persisted");
    world.wait(TimeDelta::days(400));
    world.run_schedules().await;
    taper_bus::forget_old(&world.bus).await.unwrap();
    let later = world.as_athlete(athlete.id);
    let state = later.post("/api/v1/notify/events/outcomes", &ask).await.body["outcomes"][0]["state"].clone();
    assert_eq!(state, "unknown");
}
