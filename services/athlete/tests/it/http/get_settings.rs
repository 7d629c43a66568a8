use axum::http::StatusCode;
use insta::assert_json_snapshot;

use crate::{a_form, world};

#[tokio::test]
async fn nothing_is_there_before_onboarding_or_for_somebody_else() {
    let world = world().await;
    let (athlete, other) = (world.athlete(), world.athlete());
    assert_eq!(athlete.get("/api/v1/settings/me").await.status, StatusCode::NOT_FOUND);
    athlete.sends_json("user.settings.submitted", a_form()).await;
    world.drain().await;
    assert_eq!(athlete.get("/api/v1/settings/me").await.status, StatusCode::OK);
    assert_eq!(other.get("/api/v1/settings/me").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_was_submitted_is_read_with_its_version() {
    let world = world().await;
    let athlete = world.athlete();
    athlete.sends_json("user.settings.submitted", a_form()).await;
    world.drain().await;
    let answer = athlete.get("/api/v1/settings/me").await;
    assert_eq!(answer.headers["etag"], "\"1\"");
    assert_json_snapshot!(answer.body, {".settings_id" => "[id]"}, @r#"
    {
      "has_passcode": false,
      "settings": {
        "evaluate_feasibility": false,
        "training_days_per_week": 4,
        "weight": {
          "unit": "kg",
          "value": 82.5
        }
      },
      "settings_id": "[id]",
      "submitted_at": "2027-01-04T09:00:00Z",
      "updated_at": "2027-01-04T09:00:00Z",
      "version": 1
    }
    "#);
}

#[tokio::test]
async fn without_a_token_it_is_refused() {
    let world = world().await;
    let mut nobody = world.athlete();
    nobody.token = "nonsense".to_owned();
    let answer = nobody.get("/api/v1/settings/me").await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert_eq!(answer.headers["content-type"], "application/problem+json");
    assert_eq!(answer.body["code"], "token_invalid");
    assert_eq!(answer.body["request_id"], answer.headers["x-request-id"].to_str().unwrap());
}
