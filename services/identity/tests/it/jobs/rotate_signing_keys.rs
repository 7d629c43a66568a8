use std::collections::HashSet;

use ::http::Method;
use chrono::TimeDelta;
use futures::future::{join, join_all};

use crate::house::{House, Person};

async fn published(house: &House) -> Vec<String> {
    let answer = house.ask(Method::GET, "/.well-known/jwks.json", &[], None).await;
    let keys = answer.body["keys"].as_array().unwrap();
    keys.iter().map(|key| key["kid"].as_str().unwrap().to_owned()).collect()
}

fn signed_with(access_token: &str) -> String {
    jsonwebtoken::decode_header(access_token).unwrap().kid.unwrap()
}

#[tokio::test]
async fn a_new_key_is_published_before_it_signs_and_the_old_one_until_its_tokens_are_over() {
    let house = House::start().await;
    let ann = house.person().await;
    let first = published(&house).await;
    assert_eq!(first, [signed_with(&ann.access_token)]);

    house.world.wait(TimeDelta::days(30) - TimeDelta::seconds(1));
    house.world.run_schedules().await;
    assert_eq!(published(&house).await, first, "not yet");

    house.world.wait(TimeDelta::hours(1));
    house.world.run_schedules().await;
    let both = published(&house).await;
    assert_eq!((both.len(), &both[0]), (2, &first[0]));
    let early = house.another_device(&ann).await;
    assert_eq!(signed_with(&early.access_token), first[0], "others may not know the new one yet");

    house.world.wait(TimeDelta::hours(1));
    let late = house.another_device(&ann).await;
    assert_eq!(signed_with(&late.access_token), both[1]);
    identity::keep_signing_keys(&house.world.bus).await.unwrap();
    assert_eq!(house.as_person(&late, Method::GET, "/api/v1/me", None).await.status, 200);
    assert_eq!(house.as_person(&early, Method::GET, "/api/v1/me", None).await.status, 200, "within its hour");

    house.world.wait(TimeDelta::hours(2));
    house.world.run_schedules().await;
    assert_eq!(published(&house).await, both[1..]);
}

/// Ten minutes at a time over two rotations: whoever holds a token of this hour gets in, also while the keys change.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_who_is_signed_in_notices_a_rotation() {
    let house = House::start().await;
    let mut ann = house.person().await;
    let mut signed = HashSet::new();
    for _ in 0..2 {
        // Two hours before the next key is due; the session lives thirty days from each renewal.
        house.world.wait(TimeDelta::days(29) + TimeDelta::hours(22));
        let mut held: Vec<Person> = Vec::new();
        for _ in 0..6 * 6 {
            let renewed = house.refresh(&ann.refresh_token).await;
            ann.refresh_token = renewed.body["refresh_token"].as_str().unwrap().to_owned();
            ann.access_token = renewed.body["access_token"].as_str().unwrap().to_owned();
            signed.insert(signed_with(&ann.access_token));
            held.push(ann.clone());
            // Those of the hour before.
            held = held.split_off(held.len().saturating_sub(6));
            let asking = held.iter().map(|device| house.as_person(device, Method::GET, "/api/v1/me", None));
            let (answers, _) = join(join_all(asking), house.world.run_schedules()).await;
            assert!(answers.iter().all(|answer| answer.status == 200), "{answers:?}");
            // As every process does once a minute.
            identity::keep_signing_keys(&house.world.bus).await.unwrap();
            house.world.wait(TimeDelta::minutes(10));
        }
    }
    assert_eq!(signed.len(), 3, "the first key, and the two that followed it");
    house.settle().await;
}

#[tokio::test]
async fn many_processes_that_start_at_once_make_one_key() {
    let house = House::start().await;
    let mut db = house.world.database.connect().await;
    sqlx::query("delete from identity.signing_keys").execute(&mut db).await.unwrap();
    let starts = (0..8).map(|_| identity::keep_signing_keys(&house.world.bus));
    assert!(futures::future::join_all(starts).await.iter().all(Result::is_ok));
    assert_eq!(published(&house).await.len(), 1);
}
