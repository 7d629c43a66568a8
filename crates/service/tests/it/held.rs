use serde_json::json;

use crate::{Obedient, an_event, count, world};

const TYPE: &str = "user.settings.submitted";

#[tokio::test]
async fn a_newer_minor_version_is_held_and_others_go_on() {
    let obedient = Obedient::default();
    let world = world(&obedient).await;
    world.leaves_events_behind();
    let (one, other) = (world.athlete(), world.athlete());
    let mut newer = one.envelope(TYPE, an_event("newer"));
    newer.schema_version = "1.9.0".to_owned();
    world.takes_in(newer).await;
    one.sends_json(TYPE, an_event("behind-it")).await;
    other.sends_json(TYPE, an_event("other")).await;
    world.drain().await;
    assert!(obedient.saw_only("other"));
    assert_eq!(count(&world, "select count(*) from bus.blocked where state = 'held'").await, 1);
    assert_eq!(taper_bus::release_held(&world.bus, "athlete").await.unwrap(), 0, "this program still does not know it");
}

#[tokio::test]
async fn buried_they_are_dead_letters_and_what_waits_behind_them_goes_on() {
    let obedient = Obedient::default();
    let world = world(&obedient).await;
    world.leaves_events_behind();
    let athlete = world.athlete();
    for name in ["newer", "newer-too"] {
        let mut newer = athlete.envelope(TYPE, an_event(name));
        newer.schema_version = "1.9.0".to_owned();
        world.takes_in(newer).await;
        athlete.sends_json(TYPE, an_event(&format!("behind-{name}"))).await;
    }
    world.drain().await;
    let pool = &world.platform.db("athlete").jobs;
    assert_eq!(taper_bus::bury_held(&world.bus, pool).await.unwrap(), 2);
    world.drain().await;
    assert_eq!(obedient.seen(), ["behind-newer", "behind-newer-too"]);
    let letters = taper_bus::list(pool, 10).await.unwrap();
    assert_eq!(letters.len(), 2);
    assert_eq!(letters[0].reason, "not known here: user.settings.submitted 1.9.0");
    assert_eq!(taper_bus::bury_held(&world.bus, pool).await.unwrap(), 0);
    // A Taper that does not know it either holds it again.
    assert!(taper_bus::replay(&world.bus, pool, letters[0].id).await.unwrap());
    world.drain().await;
    assert_eq!(count(&world, "select count(*) from bus.blocked where state = 'held'").await, 1);
    assert_eq!(taper_bus::bury_held(&world.bus, pool).await.unwrap(), 1);
}

#[tokio::test]
async fn what_this_program_knows_and_an_older_one_held_is_released_and_handled_in_order() {
    let obedient = Obedient::default();
    let world = world(&obedient).await;
    let athlete = world.athlete();
    athlete.sends_json(TYPE, an_event("first")).await;
    athlete.sends_json(TYPE, an_event("second")).await;
    world.carried().await;
    // As an older program would have left it, which did not know the type.
    let mut db = world.database.connect().await;
    sqlx::query(
        "insert into bus.blocked (service, lane, key, id, attempts, next_at, state, event_type, reason)
         select service, lane, key, min(id), 0, now() + interval '200 years', 'held', event_type, '1.0.0'
         from bus.inbox where service = 'athlete' group by 1, 2, 3, event_type",
    )
    .execute(&mut db)
    .await
    .unwrap();
    world.drain().await;
    assert_eq!(obedient.seen(), [""; 0]);
    assert_eq!(taper_bus::release_held(&world.bus, "athlete").await.unwrap(), 1);
    world.drain().await;
    assert_eq!(obedient.seen(), ["first", "second"]);
}

#[tokio::test]
async fn an_unknown_type_is_held_never_dropped() {
    let obedient = Obedient::default();
    let world = world(&obedient).await;
    world.leaves_events_behind();
    let athlete = world.athlete();
    let mut db = world.database.connect().await;
    let mut envelope = athlete.envelope(TYPE, json!({}));
    envelope.event_type = "from.the.future".to_owned();
    sqlx::query(
        "insert into bus.inbox (service, lane, key, event_type, user_id, subject_id, client_generated_id, payload)
         values ('athlete', 0, 0, 'from.the.future', $1, $1, $2, $3)",
    )
    .bind(athlete.id.0)
    .bind(envelope.client_generated_id)
    .bind(serde_json::to_string(&envelope).unwrap())
    .execute(&mut db)
    .await
    .unwrap();
    world.drain().await;
    assert_eq!(count(&world, "select count(*) from bus.inbox").await, 1);
    assert_eq!(count(&world, "select count(*) from bus.blocked where state = 'held'").await, 1);
}
