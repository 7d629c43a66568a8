use chrono::TimeDelta;
use serde_json::json;

use crate::house::{House, refusal};

async fn rows(house: &House) -> Vec<i64> {
    let mut db = house.world.database.connect().await;
    sqlx::query_scalar(
        "select count(*) from identity.users union all select count(*) from identity.email_verifications
         union all select count(*) from identity.password_resets union all select count(*) from identity.sessions
         union all select count(*) from identity.refresh_tokens union all select count(*) from identity.lockouts",
    )
    .fetch_all(&mut db)
    .await
    .unwrap()
}

#[tokio::test]
async fn what_nobody_can_use_any_more_goes_and_the_rest_stays() {
    let house = House::start().await;
    let ann = house.person().await;
    house.register("never@example.org").await;
    house.post("/api/v1/auth/password/forgot", &json!({"email": ann.email})).await;
    house.login("never@example.org", "not the password").await;
    house.settle().await;
    let token = house.refresh(&ann.refresh_token).await.body["refresh_token"].as_str().unwrap().to_owned();
    assert_eq!(rows(&house).await, [2, 2, 1, 1, 2, 1]);

    house.world.wait(TimeDelta::days(9));
    house.world.run_schedules().await;
    assert_eq!(rows(&house).await, [1, 0, 0, 1, 2, 0], "the account that nobody opened is gone");
    assert_eq!(house.refresh(&token).await.status, 200);

    house.world.wait(TimeDelta::days(38));
    house.world.run_schedules().await;
    assert_eq!(rows(&house).await, [1, 0, 0, 0, 0, 0], "and a session a week after its end");
    assert_eq!(refusal(&house.refresh(&token).await), (401, "refresh_invalid"));
}

#[tokio::test]
async fn the_audit_stays_four_hundred_days() {
    let house = House::start().await;
    house.person().await;
    house.world.wait(TimeDelta::days(399));
    house.world.run_schedules().await;
    assert!(house.audited().await.contains(&"email_verified".to_owned()));
    house.world.wait(TimeDelta::days(2));
    house.world.run_schedules().await;
    assert!(!house.audited().await.contains(&"email_verified".to_owned()));
}
