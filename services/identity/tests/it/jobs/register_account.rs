use futures::future::join_all;

use crate::house::House;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn ten_at_once_make_one_account() {
    let house = House::start().await;
    let registration = house.registration("ann@example.org");
    join_all((0..10).map(|_| house.post("/api/v1/auth/register", &registration))).await;
    house.settle().await;
    let mut db = house.world.database.connect().await;
    let users: i64 = sqlx::query_scalar("select count(*) from identity.users").fetch_one(&mut db).await.unwrap();
    assert_eq!(users, 1);
    assert_eq!(house.purposes_to("ann@example.org"), ["verify_email"; 10]);
}

#[tokio::test]
async fn the_message_is_sealed_for_its_place_and_says_how_long_it_works() {
    let house = House::start().await;
    house.register("ann@example.org").await;
    let message = house.messages_to("ann@example.org").pop().unwrap();
    assert_eq!(message.data["expires_at"], "2027-01-05T09:00:00Z");
    assert_eq!(message.data["locale"], "de");
    assert!(message.audience.is_empty(), "nobody's stream carries it");
    let sealed = message.data["token"].as_str().unwrap();
    let elsewhere = message.sealed_for("/address");
    assert!(house.world.platform.keys.unseal(&elsewhere, sealed).is_err());
}
