use crate::line::Line;
use crate::world::{World, broker_url, eventually};

#[tokio::test(flavor = "multi_thread")]
async fn what_one_process_emits_another_handles_once_and_in_order() {
    let world = World::start().await;
    let (sender, taker) = (world.sending(&broker_url()).await, world.taking(&broker_url()));
    let users = [world.user(), world.user(), world.user()];
    for start in (0..300).step_by(10) {
        sender.emits(&users, start..start + 10).await;
    }
    for user in users {
        assert_eq!(world.sees(user, 300).await, (0..300).collect::<Vec<_>>());
    }
    world.is_quiet().await;
    assert!(sender.health.is_connected() && taker.health.is_connected());
    sender.ends().await;
    taker.ends().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_comes_twice_is_handled_once() {
    let world = World::start().await;
    let line = Line::lay(&broker_url()).await;
    line.set_open(false);
    let sender = world.sending(&line.url).await;
    let user = world.user();
    sender.emits(&[user], 0..20).await;
    sqlx::query(
        "insert into bus.outbox (lane, key, event_type, subject_id, payload)
         select lane, key, event_type, subject_id, payload from bus.outbox order by id",
    )
    .execute(&mut world.sender_database().await)
    .await
    .unwrap();
    assert_eq!(world.outbox().await, 40);
    line.set_open(true);
    let taker = world.taking(&broker_url());
    world.sees(user, 20).await;
    world.is_quiet().await;
    // A last one behind all the doubles: when it was seen, they were, too.
    sender.emits(&[user], 20..21).await;
    assert_eq!(world.sees(user, 21).await, (0..=20).collect::<Vec<_>>());
    sender.ends().await;
    taker.ends().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_that_was_never_started_finds_all_its_messages_later() {
    let world = World::start().await;
    let sender = world.sending(&broker_url()).await;
    let user = world.user();
    sender.emits(&[user], 0..50).await;
    // Gone from the sender: the broker has them, in a queue whose consumer has never been.
    eventually(async || (world.outbox().await == 0).then_some(())).await;
    sender.ends().await;
    let taker = world.taking(&broker_url());
    assert_eq!(world.sees(user, 50).await, (0..50).collect::<Vec<_>>());
    taker.ends().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_taker_that_only_the_database_knows_gets_its_queue_before_the_first_event() {
    let world = World::start().await;
    let sender = world.sending(&broker_url()).await;
    let newcomer = format!("new-{}", world.taker_name);
    sqlx::query("insert into bus.takers (event_type, service) values ('notification.sent', $1)")
        .bind(&newcomer)
        .execute(&mut world.sender_database().await)
        .await
        .unwrap();
    sender.emits(&[world.user()], 0..7).await;
    eventually(async || (world.outbox().await == 0).then_some(())).await;
    let connection = lapin::Connection::connect(&broker_url(), lapin::ConnectionProperties::default()).await.unwrap();
    let channel = connection.create_channel().await.unwrap();
    let passive = lapin::options::QueueDeclareOptions { passive: true, durable: true, ..Default::default() };
    let queue = eventually(async || {
        let name = format!("taper.{newcomer}");
        let queue = channel.queue_declare(name.as_str().into(), passive, Default::default()).await.unwrap();
        (queue.message_count() >= 7).then_some(queue)
    })
    .await;
    assert_eq!(queue.message_count(), 7);
    sender.ends().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_starts_without_the_broker_and_its_outbox_holds() {
    let world = World::start().await;
    let line = Line::lay(&broker_url()).await;
    line.set_open(false);
    let (sender, taker) = (world.sending(&line.url).await, world.taking(&line.url));
    let user = world.user();
    sender.emits(&[user], 0..30).await;
    assert!(!sender.health.is_connected() && !taker.health.is_connected());
    assert_eq!(world.outbox().await, 30);
    line.set_open(true);
    assert_eq!(world.sees(user, 30).await, (0..30).collect::<Vec<_>>());
    eventually(async || (sender.health.is_connected() && taker.health.is_connected()).then_some(())).await;
    sender.ends().await;
    taker.ends().await;
}
