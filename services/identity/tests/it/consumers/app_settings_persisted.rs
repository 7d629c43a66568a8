use ::http::Method;
use serde_json::json;

use crate::house::House;

#[tokio::test]
async fn mails_follow_the_language_of_the_app() {
    let house = House::start().await;
    let ann = house.person().await;
    let athlete = house.world.as_athlete(ann.id.parse().unwrap());
    let registered = house.as_person(&ann, Method::GET, "/api/v1/me", None).await.body["locale"].clone();
    // Where nobody chose one, it stays; and the last one was overtaken by the one before.
    let told = [
        (json!({"units": "lb"}), 1, registered),
        (json!({"locale": "en"}), 2, json!("en")),
        (json!({"locale": "de"}), 4, json!("de")),
        (json!({"theme": "dark"}), 5, json!("de")),
        (json!({"locale": "en"}), 3, json!("de")),
    ];
    for (app_settings, version, stands) in told {
        let data = json!({"id": house.world.platform.id(), "version": version, "app_settings": app_settings});
        let mut fact = athlete.envelope("user.app_settings.persisted", data);
        fact.source_service = "athlete".to_owned();
        house.world.takes_in(fact).await;
        house.settle().await;
        assert_eq!(house.as_person(&ann, Method::GET, "/api/v1/me", None).await.body["locale"], stands);
        house.post("/api/v1/auth/password/forgot", &json!({"email": ann.email})).await;
        house.settle().await;
        assert_eq!(house.messages_to(&ann.email).last().unwrap().data["locale"], stands);
    }
}
