use chrono::TimeDelta;
use serde_json::json;

use crate::{
    a_mission, a_plan, a_stage, a_workout, accepted, has_mission, refused, sends_mission, sends_plan, sends_stage,
    sends_workout, with, world,
};

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

#[tokio::test]
async fn so_are_the_ids_of_missions_and_stages() {
    let world = world().await;
    let athlete = world.athlete();
    let (gone, with_it) = (has_mission(&world, &athlete).await.0, world.platform.id());
    let (stands, alone) = (has_mission(&world, &athlete).await.0, world.platform.id());
    sends_stage(&world, &athlete, "submitted", (gone, with_it), a_stage(1)).await;
    sends_stage(&world, &athlete, "submitted", (stands, alone), a_stage(1)).await;
    sends_mission(&world, &athlete, "deleted", gone, json!({})).await;
    sends_stage(&world, &athlete, "deleted", (stands, alone), json!({})).await;

    world.wait(TimeDelta::days(400));
    world.run_schedules().await;
    world.drain().await;
    let still = sends_mission(&world, &athlete, "submitted", gone, a_mission()).await;
    assert_eq!(refused(&athlete, still), "deleted");
    for stage in [with_it, alone] {
        let still = sends_stage(&world, &athlete, "submitted", (stands, stage), a_stage(2)).await;
        assert_eq!(refused(&athlete, still), "deleted");
    }

    world.wait(TimeDelta::days(1));
    world.run_schedules().await;
    let again = sends_mission(&world, &athlete, "submitted", gone, a_mission()).await;
    assert_eq!(accepted(&athlete, again), 1);
    for (number, stage) in [(2, with_it), (3, alone)] {
        let again = sends_stage(&world, &athlete, "submitted", (stands, stage), a_stage(number)).await;
        assert_eq!(accepted(&athlete, again), 1);
    }
}
