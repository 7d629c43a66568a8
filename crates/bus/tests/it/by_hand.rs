use lapin::options::BasicPublishOptions;
use lapin::types::{AMQPValue, FieldArray, FieldTable};
use lapin::{BasicProperties, Channel, Connection, ConnectionProperties};
use serde_json::{Value, json};
use taper_bus::broker::EXCHANGE;
use taper_events::{UserId, hand_published_id};
use uuid::Uuid;

use crate::broker::Broker;
use crate::world::{World, broker_url, eventually};

const TYPE: &str = "notification.sent";

struct Hand {
    _connection: Connection,
    channel: Channel,
}

impl Hand {
    async fn reach(url: &str) -> Self {
        let connection = Connection::connect(url, ConnectionProperties::default()).await.unwrap();
        let channel = connection.create_channel().await.unwrap();
        Self { _connection: connection, channel }
    }

    async fn publishes(&self, exchange: &str, body: &[u8], properties: BasicProperties) {
        self.channel
            .basic_publish(exchange.into(), TYPE.into(), BasicPublishOptions::default(), body, properties)
            .await
            .unwrap()
            .await
            .unwrap();
    }

    async fn publishes_event(&self, event: &Value) {
        self.publishes(EXCHANGE, event.to_string().as_bytes(), BasicProperties::default()).await;
    }
}

/// As somebody would write it: only what the schema asks for.
fn event(user: UserId, number: &str) -> Value {
    json!({
        "schema_version": "1.0.0",
        "event_type": TYPE,
        "client_generated_id": Uuid::new_v5(&user.0, number.as_bytes()),
        "user_id": user,
        "timestamp": "2027-01-04T09:00:00Z",
        "data": {"notification_id": Uuid::nil(), "template": "welcome", "channel": number},
    })
}

/// (reason, payload) of the taker's dead letters that hold `mark`; other tests' go through the same exchange.
async fn dead(world: &World, mark: UserId) -> Vec<(String, String)> {
    sqlx::query_as("select reason, payload from bus.dead where service = $1 and payload like '%' || $2 || '%'")
        .bind(world.taker_name)
        .bind(mark.to_string())
        .fetch_all(&mut world.taker_database().await)
        .await
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn t16_an_event_published_by_hand_without_event_id_is_processed_once() {
    let world = World::start().await;
    let taker = world.taking(&broker_url());
    eventually(async || taker.health.is_connected().then_some(())).await;
    let (hand, user) = (Hand::reach(&broker_url()).await, world.user());
    // The queue is there when the receiver is connected; twice is a redelivery by hand.
    for number in ["1", "1", "2"] {
        hand.publishes_event(&event(user, number)).await;
    }
    assert_eq!(world.sees(user, 2).await, [1, 2]);
    let (event_id, source): (Uuid, String) =
        sqlx::query_as("select event_id, source from taker.seen where user_id = $1 and number = 1")
            .bind(user.0)
            .fetch_one(&mut world.taker_database().await)
            .await
            .unwrap();
    assert_eq!(event_id, hand_published_id(user, Uuid::new_v5(&user.0, b"1"), TYPE));
    assert_eq!(source, "by_hand");
    taker.ends().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_is_not_as_its_schema_says_is_kept_as_dead_and_its_sender_told_why() {
    let world = World::start().await;
    // The answer goes by the outbox of the taker's database.
    let taker = world.taking(&broker_url());
    taker.bus.register_takers().await.unwrap();
    eventually(async || taker.health.is_connected().then_some(())).await;
    let (hand, user) = (Hand::reach(&broker_url()).await, world.user());
    let mut wrong = event(user, "1");
    wrong["data"].as_object_mut().unwrap().remove("template");
    hand.publishes_event(&wrong).await;
    hand.publishes_event(&wrong).await;
    hand.publishes_event(&event(user, "2")).await;
    assert_eq!(world.sees(user, 1).await, [2], "what follows goes on");
    let letters = dead(&world, user).await;
    let [(reason, payload)] = letters.as_slice() else { panic!("{letters:?}") };
    assert!(reason.contains("template"), "{reason}");
    assert_eq!(serde_json::from_str::<Value>(payload).unwrap()["user_id"], json!(user));
    let (event_type, violations): (String, Value) = eventually(async || {
        sqlx::query_as("select event_type, violations from taker.told where user_id = $1")
            .bind(user.0)
            .fetch_optional(&mut world.taker_database().await)
            .await
            .unwrap()
    })
    .await;
    assert_eq!((event_type.as_str(), violations[0]["pointer"].as_str()), (TYPE, Some("/data")));
    taker.ends().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_event_at_all_is_kept_as_dead_and_stops_nothing() {
    let world = World::start().await;
    let taker = world.taking(&broker_url());
    eventually(async || taker.health.is_connected().then_some(())).await;
    let (hand, user) = (Hand::reach(&broker_url()).await, world.user());
    let ours = BasicProperties::default().with_app_id("taper".into());
    let binary = [b"\x00\xff".as_slice(), user.to_string().as_bytes()].concat();
    hand.publishes(EXCHANGE, &binary, BasicProperties::default()).await;
    hand.publishes(EXCHANGE, json!([user]).to_string().as_bytes(), BasicProperties::default()).await;
    hand.publishes(EXCHANGE, json!({"event_type": TYPE, "user_id": user}).to_string().as_bytes(), ours).await;
    hand.publishes_event(&event(user, "1")).await;
    world.sees(user, 1).await;
    let reasons: Vec<String> = dead(&world, user).await.into_iter().map(|(reason, _)| reason).collect();
    assert_eq!(reasons.len(), 3, "{reasons:?}");
    assert!(reasons.iter().any(|reason| reason.starts_with("not JSON")), "{reasons:?}");
    assert!(reasons.iter().any(|reason| reason.starts_with("unreadable envelope")), "{reasons:?}");
    taker.ends().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_broker_gave_up_stands_among_the_dead_letters() {
    let world = World::start().await;
    // A broker of its own: the queue of the dead has one consumer among all processes.
    let mut broker = Broker::new();
    let url = broker.start().await;
    let taker = world.taking(&url);
    eventually(async || taker.health.is_connected().then_some(())).await;
    let (hand, user) = (Hand::reach(&url).await, world.user());
    let mut death = FieldTable::default();
    let text = |value: &str| AMQPValue::LongString(value.into());
    death.insert("queue".into(), text(&format!("taper.{}", world.taker_name)));
    death.insert("reason".into(), text("delivery_limit"));
    let mut headers = FieldTable::default();
    headers.insert("x-death".into(), AMQPValue::FieldArray(FieldArray::from(vec![AMQPValue::FieldTable(death)])));
    let properties = BasicProperties::default().with_headers(headers);
    hand.publishes("app.events.dead", event(user, "1").to_string().as_bytes(), properties).await;
    let letters = eventually(async || {
        let letters = dead(&world, user).await;
        (!letters.is_empty()).then_some(letters)
    })
    .await;
    assert_eq!(letters[0].0, "given up by RabbitMQ: delivery_limit");
    taker.ends().await;
}
