use chrono::TimeDelta;
use serde_json::json;

use crate::{a_note, accepted, refused, sends, sends_note, world};

#[tokio::test]
async fn the_id_of_a_deleted_note_is_remembered_for_400_days() {
    let world = world().await;
    let athlete = world.athlete();
    let id = world.platform.id();
    sends_note(&world, &athlete, id, a_note("V-Squat")).await;
    sends(&world, &athlete, "machine.notes.deleted", json!({"note_id": id})).await;

    world.wait(TimeDelta::days(400));
    world.run_schedules().await;
    let still = sends_note(&world, &athlete, id, a_note("V-Squat")).await;
    assert_eq!(refused(&athlete, still), "deleted");

    world.wait(TimeDelta::days(1));
    world.run_schedules().await;
    let again = sends_note(&world, &athlete, id, a_note("V-Squat")).await;
    assert_eq!(accepted(&athlete, again), 1);
}
