use ::http::Method;

use crate::house::{House, Person, refusal};

async fn sessions_of(house: &House, person: &Person) -> Vec<String> {
    let answer = house.as_person(person, Method::GET, "/api/v1/auth/sessions", None).await;
    let items = answer.body["items"].as_array().unwrap();
    items.iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_device_is_sent_away() {
    let house = House::start().await;
    let ann = house.person().await;
    let mine = sessions_of(&house, &ann).await;
    let other = house.another_device(&ann).await;
    let new = sessions_of(&house, &ann).await.into_iter().find(|id| !mine.contains(id)).unwrap();
    let path = format!("/api/v1/auth/sessions/{new}");
    assert_eq!(house.as_person(&ann, Method::DELETE, &path, None).await.status, 204);
    assert_eq!(refusal(&house.refresh(&other.refresh_token).await), (401, "refresh_invalid"));
    assert_eq!(house.refresh(&ann.refresh_token).await.status, 200);
    assert_eq!(refusal(&house.as_person(&ann, Method::DELETE, &path, None).await), (404, "not_found"));
    assert_eq!(house.audited().await.last().unwrap(), "session_revoked");
    house.settle().await;
    assert_eq!(house.told_ended(&ann), [new]);
}

#[tokio::test]
async fn somebody_elses_is_not_there() {
    let house = House::start().await;
    let (ann, bob) = (house.person().await, house.person().await);
    let anns = sessions_of(&house, &ann).await.remove(0);
    let answer = house.as_person(&bob, Method::DELETE, &format!("/api/v1/auth/sessions/{anns}"), None).await;
    assert_eq!(refusal(&answer), (404, "not_found"));
    assert_eq!(house.refresh(&ann.refresh_token).await.status, 200);
    for id in ["00000000-0000-4000-8000-000000000000", "nonsense"] {
        let answer = house.as_person(&bob, Method::DELETE, &format!("/api/v1/auth/sessions/{id}"), None).await;
        assert_eq!(refusal(&answer), (404, "not_found"), "{id}");
    }
}

#[tokio::test]
async fn without_a_token_nothing_is_ended() {
    let house = House::start().await;
    let path = "/api/v1/auth/sessions/00000000-0000-4000-8000-000000000000";
    assert_eq!(refusal(&house.ask(Method::DELETE, path, &[], None).await), (401, "token_missing"));
}
