use std::time::Duration;

use crate::line::Line;
use crate::world::{World, broker_url};

/// Cuts, and events of each user that are under way meanwhile.
const CUTS: u64 = 12;
const EVENTS: i32 = 1_500;

#[tokio::test(flavor = "multi_thread")]
async fn cut_again_and_again_between_publish_and_confirm_nothing_is_lost_doubled_or_out_of_order() {
    let world = World::start().await;
    let (to, from) = (Line::lay(&broker_url()).await, Line::lay(&broker_url()).await);
    let (sender, taker) = (world.sending(&to.url).await, world.taking(&from.url));
    let users = [world.user(), world.user(), world.user(), world.user()];
    let emitting = async {
        for start in (0..EVENTS).step_by(5) {
            sender.emits(&users, start..start + 5).await;
        }
    };
    let cutting = async {
        for cut in 0..CUTS {
            tokio::time::sleep(Duration::from_millis(150 + 37 * cut)).await;
            let line = if cut % 3 == 2 { &from } else { &to };
            line.set_open(false);
            tokio::time::sleep(Duration::from_millis(40)).await;
            line.set_open(true);
        }
    };
    tokio::join!(emitting, cutting);
    for user in users {
        assert_eq!(world.sees(user, EVENTS as usize).await, (0..EVENTS).collect::<Vec<_>>());
    }
    world.is_quiet().await;
    sender.ends().await;
    taker.ends().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn takers_that_end_and_their_successors_keep_the_order() {
    let world = World::start().await;
    let sender = world.sending(&broker_url()).await;
    let users = [world.user(), world.user()];
    let emitting = async {
        for start in (0..EVENTS).step_by(5) {
            sender.emits(&users, start..start + 5).await;
        }
    };
    let replacing = async {
        let mut taker = world.taking(&broker_url());
        for _ in 0..4 {
            tokio::time::sleep(Duration::from_millis(400)).await;
            let successor = world.taking(&broker_url());
            taker.ends().await;
            taker = successor;
        }
        taker
    };
    let ((), taker) = tokio::join!(emitting, replacing);
    for user in users {
        assert_eq!(world.sees(user, EVENTS as usize).await, (0..EVENTS).collect::<Vec<_>>());
    }
    sender.ends().await;
    taker.ends().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_takers_database_is_away_nothing_is_acknowledged_and_then_all_of_it_is_handled() {
    let world = World::start().await;
    let (sender, taker) = (world.sending(&broker_url()).await, world.taking(&broker_url()));
    let user = world.user();
    sender.emits(&[user], 0..5).await;
    world.sees(user, 5).await;
    let mut admin = world.sender_database().await;
    let database: String =
        sqlx::query_scalar("select current_database()").fetch_one(&mut world.taker_database().await).await.unwrap();
    sqlx::raw_sql(sqlx::AssertSqlSafe(format!(
        "alter database {database} with allow_connections false;
         select pg_terminate_backend(pid) from pg_stat_activity where datname = '{database}'"
    )))
    .execute(&mut admin)
    .await
    .unwrap();
    sender.emits(&[user], 5..60).await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    sqlx::raw_sql(sqlx::AssertSqlSafe(format!("alter database {database} with allow_connections true")))
        .execute(&mut admin)
        .await
        .unwrap();
    assert_eq!(world.sees(user, 60).await, (0..60).collect::<Vec<_>>());
    sender.ends().await;
    taker.ends().await;
}
