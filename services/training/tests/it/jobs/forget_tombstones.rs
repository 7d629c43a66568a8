use chrono::TimeDelta;
use serde_json::json;

use crate::{a_plan, a_workout, accepted, refused, sends_plan, sends_workout, with, world};

#[tokio::test]
async fn the_id_of_a_deleted_thing_is_remembered_for_400_days() {
    let world = world().await;
    let athlete = world.athlete();
    let (plan, workout) = (world.platform.id(), world.platform.id());
    sends_plan(&world, &athlete, "created", plan, a_plan()).await;
    sends_workout(&world, &athlete, "completed", workout, a_workout("a")).await;
    sends_plan(&world, &athlete, "deleted", plan, json!({})).await;
    sends_workout(&world, &athlete, "deleted", workout, json!({})).await;

    world.wait(TimeDelta::days(400));
    world.run_schedules().await;
    let still = sends_plan(&world, &athlete, "created", plan, a_plan()).await;
    assert_eq!(refused(&athlete, still), "deleted");
    let still = sends_workout(&world, &athlete, "completed", workout, a_workout("a")).await;
    assert_eq!(refused(&athlete, still), "deleted");

    world.wait(TimeDelta::days(1));
    world.run_schedules().await;
    let later = with(a_plan(), json!({"comp_date": "2029-03-06"}));
    let again = sends_plan(&world, &athlete, "created", plan, later).await;
    assert_eq!(accepted(&athlete, again), 1);
    let again = sends_workout(&world, &athlete, "completed", workout, a_workout("a")).await;
    assert_eq!(accepted(&athlete, again), 1);
}
