use ::http::Method;
use serde_json::json;

use crate::house::{House, PASSWORD, cookie_of, errors, refusal};

const PATH: &str = "/api/v1/auth/logout";

#[tokio::test]
async fn a_browser_leaves_by_its_cookie_and_forgets_it() {
    let house = House::start().await;
    let ann = house.person().await;
    let login = json!({"email": ann.email, "password": PASSWORD});
    let (cookie, _) = cookie_of(&house.post("/api/v1/auth/login", &login).await).unwrap();
    house.settle().await;
    let plain = format!("taper_refresh={cookie}");
    let answer = house.ask(Method::POST, PATH, &[("cookie", &plain)], None).await;
    assert_eq!(refusal(&answer), (403, "csrf"));
    let answer = house.with_cookie(PATH, &cookie, None).await;
    assert_eq!(answer.status, 204);
    let forgotten = "Path=/api/v1/auth; Max-Age=0; HttpOnly; SameSite=Strict".to_owned();
    assert_eq!(cookie_of(&answer), Some((String::new(), forgotten)));
    assert_eq!(refusal(&house.with_cookie("/api/v1/auth/refresh", &cookie, None).await), (401, "refresh_invalid"));
    assert_eq!(house.refresh(&ann.refresh_token).await.status, 200, "the other device stays");
    assert_eq!(house.audited().await.last().unwrap(), "signed_out");
    house.settle().await;
}

#[tokio::test]
async fn any_token_of_the_session_ends_it_and_once_is_enough() {
    let house = House::start().await;
    let ann = house.person().await;
    let newer = house.refresh(&ann.refresh_token).await.body["refresh_token"].as_str().unwrap().to_owned();
    for _ in 0..2 {
        assert_eq!(house.post(PATH, &json!({"refresh_token": ann.refresh_token})).await.status, 204);
    }
    assert_eq!(refusal(&house.refresh(&newer).await), (401, "refresh_invalid"));
    assert_eq!(house.audited().await.iter().filter(|action| *action == "signed_out").count(), 1);
    house.settle().await;
    assert_eq!(house.told_ended(&ann), house.sessions(&[&ann]));
}

#[tokio::test]
async fn without_a_session_there_is_nothing_to_leave() {
    let house = House::start().await;
    assert_eq!(refusal(&house.ask(Method::POST, PATH, &[], None).await), (401, "refresh_invalid"));
    assert_eq!(house.post(PATH, &json!({"refresh_token": "made-up"})).await.status, 204);
    let answer = house.post(PATH, &json!({"refresh_token": 1})).await;
    assert_eq!((answer.status.as_u16(), errors(&answer)), (422, vec![("/refresh_token", "type")]));
}
