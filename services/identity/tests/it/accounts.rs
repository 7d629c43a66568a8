use serde_json::json;

use identity::{CreateAccountError, create_admin};

use crate::house::{House, PASSWORD, Person, refusal};

#[tokio::test]
async fn the_first_admin_needs_no_mail() {
    let house = House::start().await;
    let created = create_admin(&house.world.bus, "root@example.org", PASSWORD).await.unwrap();
    let admin = Person::of(&house.login("root@example.org", PASSWORD).await, "root@example.org");
    house.settle().await;
    assert_eq!((created.user_id.to_string(), created.had_account), (admin.id.clone(), false));
    assert_eq!(admin.body["user"]["roles"], json!(["athlete", "video_public", "admin"]));
    assert_eq!(house.facts_of("user.roles.changed")[0].data["roles"], json!(["athlete", "video_public", "admin"]));
    assert_eq!(house.facts_of("user.registered").len(), 1);
}

#[tokio::test]
async fn an_account_that_is_there_gets_the_role_and_keeps_its_password() {
    let house = House::start().await;
    let ann = house.person().await;
    for _ in 0..2 {
        let created = create_admin(&house.world.bus, &ann.email, "another choice of words").await.unwrap();
        assert_eq!((created.user_id.to_string(), created.had_account), (ann.id.clone(), true));
    }
    assert_eq!(refusal(&house.login(&ann.email, "another choice of words").await), (401, "invalid_credentials"));
    let roles = house.refresh(&ann.refresh_token).await.body["user"]["roles"].clone();
    assert_eq!(roles, json!(["athlete", "video_public", "admin"]));
    house.settle().await;
    assert_eq!(house.facts_of("user.roles.changed").len(), 2, "verification and once the new role");
}

#[tokio::test]
async fn an_unopened_account_is_the_operators_from_then_on() {
    let house = House::start().await;
    house.register("root@example.org").await;
    create_admin(&house.world.bus, "root@example.org", "another choice of words").await.unwrap();
    let link = json!({"token": house.token_sent_to("root@example.org")});
    assert_eq!(refusal(&house.post("/api/v1/auth/verify", &link).await), (400, "token_invalid"));
    assert_eq!(refusal(&house.login("root@example.org", PASSWORD).await), (401, "invalid_credentials"));
    assert_eq!(house.login("root@example.org", "another choice of words").await.status, 200);
    house.settle().await;
}

#[tokio::test]
async fn what_will_not_do_is_said() {
    let house = House::start().await;
    let bus = &house.world.bus;
    assert!(matches!(create_admin(bus, "root@example.org", "password123").await, Err(CreateAccountError::Password(_))));
    assert!(matches!(create_admin(bus, "root@example.org", "short").await, Err(CreateAccountError::Password(_))));
    for address in ["root", "root@", "x@y@z", "a b@example.org", ""] {
        assert!(matches!(create_admin(bus, address, PASSWORD).await, Err(CreateAccountError::Email)), "{address}");
    }
}
