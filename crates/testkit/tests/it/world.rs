//! What a world's end says of a test that let something fail.

use serde_json::json;
use taper_service::prelude::*;
use taper_testkit::World;

use crate::services::door;

async fn fails(_: &mut Tx, _: &Event<taper_events::identity::PasswordReset>) -> Handled {
    Err(Fault::Retry("always".to_owned()))
}

async fn refuses(_: &mut Tx, _: &Event<taper_events::identity::PasswordReset>) -> Handled {
    Err(Fault::Reject("always".to_owned()))
}

async fn knocked(taker: Service) -> World {
    let world = World::start(vec![door(), taker]).await;
    world.athlete().post("/api/v1/door/knocks", &json!({})).await;
    world.drain().await;
    world
}

fn taker() -> Service {
    Service::new("taker", "Takes facts", &crate::services::NO_TABLES)
}

#[tokio::test]
#[should_panic(expected = "events were left undelivered, waiting or dead")]
async fn one_that_waits_after_a_failure_fails_the_test() {
    drop(knocked(taker().on(fails)).await);
}

#[tokio::test]
#[should_panic(expected = "events were left undelivered, waiting or dead")]
async fn one_that_is_dead_fails_the_test() {
    drop(knocked(taker().on(refuses)).await);
}

#[tokio::test]
#[should_panic(expected = "jobs were left undone or failed")]
async fn a_job_that_is_dead_fails_the_test() {
    let world = knocked(crate::services::taker()).await;
    sqlx::query("update bus.jobs set dead_at = now(), last_error = 'always'")
        .execute(&mut world.database.connect().await)
        .await
        .expect("a job");
}

#[tokio::test]
async fn a_test_may_leave_them_on_purpose() {
    knocked(taker().on(refuses)).await.leaves_events_behind();
}
