use chrono::TimeDelta;
use insta::assert_json_snapshot;
use serde_json::json;

use crate::{a_form, world};

#[tokio::test]
async fn an_accepted_form_is_told_with_its_version() {
    let world = world().await;
    let athlete = world.athlete();
    let sent = athlete.sends_json("user.settings.submitted", a_form()).await;
    world.drain().await;
    let told = athlete.told_about(sent);
    assert_eq!(told.len(), 1);
    assert_json_snapshot!(told[0].data, {".id" => "[id]", ".settings_id" => "[id]"}, @r#"
    {
      "has_passcode": false,
      "id": "[id]",
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
      "version": 1
    }
    "#);
}

#[tokio::test]
async fn an_older_form_that_arrives_late_changes_nothing_and_is_told_what_stands() {
    let world = world().await;
    let athlete = world.athlete();
    let older = athlete.envelope("user.settings.submitted", a_form());
    world.wait(TimeDelta::minutes(1));
    let mut form = a_form();
    form["training_days_per_week"] = 5.into();
    athlete.sends_json("user.settings.submitted", form).await;
    let late = older.client_generated_id;
    world.takes_in(older).await;
    world.drain().await;
    let told = athlete.told_about(late);
    assert_eq!(told[0].event_type, "user.settings.persisted");
    assert_eq!(told[0].data["superseded"], true);
    assert_eq!(told[0].data["settings"]["training_days_per_week"], 5);
    assert_eq!(athlete.get("/api/v1/settings/me").await.body["version"], 1);
}

#[tokio::test]
async fn a_clock_that_runs_ahead_does_not_win_for_ever() {
    let world = world().await;
    let athlete = world.athlete();
    let mut ahead = athlete.envelope("user.settings.submitted", a_form());
    ahead.timestamp += TimeDelta::days(300);
    world.takes_in(ahead).await;
    world.wait(TimeDelta::minutes(1));
    let next = athlete.sends_json("user.settings.submitted", a_form()).await;
    world.drain().await;
    assert_eq!(athlete.told_about(next)[0].data["version"], 2);
}

#[tokio::test]
async fn a_form_that_contradicts_itself_is_refused_by_place() {
    let world = world().await;
    let athlete = world.athlete();
    let mut form = a_form();
    form["feed_visibility"] = "passcode".into();
    let sent = athlete.sends_json("user.settings.submitted", form).await;
    world.drain().await;
    let told = athlete.told_about(sent);
    assert_eq!(told[0].event_type, "user.settings.failed");
    assert_eq!(told[0].data["errors"][0]["pointer"], "/passcode");
    assert_eq!(told[0].data["errors"][0]["code"], "passcode_missing");
}

#[tokio::test]
async fn a_passcode_is_hashed_and_stands_nowhere_in_clear() {
    let world = world().await;
    let athlete = world.athlete();
    let mut form = a_form();
    form["feed_visibility"] = "passcode".into();
    let mut event = athlete.envelope("user.settings.submitted", form);
    let sealed = world.platform.keys.seal(&world.platform.random, &event.sealed_for("/passcode"), b"iron-chalk-77");
    event.data["passcode"] = json!(sealed.unwrap());
    let sent = event.client_generated_id;
    world.takes_in(event).await;
    world.drain().await;
    let told = athlete.told_about(sent);
    assert_eq!(told[0].data["has_passcode"], true);
    assert!(told[0].data["settings"].get("passcode").is_none());
    let mut db = world.database.connect().await;
    let row: String =
        sqlx::query_scalar("select row_to_json(s)::text from athlete.settings s").fetch_one(&mut db).await.unwrap();
    assert!(row.contains("$argon2id$") && !row.contains("iron-chalk-77"), "{row}");
}

#[tokio::test]
async fn the_same_event_twice_is_one_change() {
    let world = world().await;
    let athlete = world.athlete();
    let event = athlete.envelope("user.settings.submitted", a_form());
    world.takes_in(event.clone()).await;
    world.takes_in(event).await;
    world.drain().await;
    assert_eq!(athlete.get("/api/v1/settings/me").await.body["version"], 1);
}

#[tokio::test]
async fn nobody_submits_for_somebody_else_or_hears_what_stands() {
    let world = world().await;
    let (athlete, stranger) = (world.athlete(), world.athlete());
    athlete.sends_json("user.settings.submitted", a_form()).await;
    world.wait(TimeDelta::seconds(1));
    let mut form = a_form();
    form["training_days_per_week"] = 6.into();
    let mut envelope = stranger.envelope("user.settings.submitted", form);
    envelope.subject_user_id = Some(athlete.id);
    let sent = envelope.client_generated_id;
    world.takes_in(envelope).await;
    world.drain().await;
    let told = stranger.told_about(sent);
    assert_eq!((told.len(), told[0].event_type.as_str()), (1, "user.settings.failed"));
    assert_eq!(
        told[0].data,
        json!({"errors": [{"pointer": "", "code": "consent_missing",
        "message": "This person has not allowed you to change this."}]})
    );
    assert_eq!(athlete.told_about(sent).len(), 0);
    assert_eq!(athlete.get("/api/v1/settings/me").await.body["settings"]["training_days_per_week"], 4);
}

#[tokio::test]
async fn a_passcode_that_a_process_with_newer_keys_sealed_waits_for_them() {
    let world = world().await;
    world.leaves_events_behind();
    let athlete = world.athlete();
    let mut newer = world.platform.keys.clone();
    newer.rotate(&world.platform.random);
    let mut form = a_form();
    form["feed_visibility"] = "passcode".into();
    let mut event = athlete.envelope("user.settings.submitted", form);
    let sealed = newer.seal(&world.platform.random, &event.sealed_for("/passcode"), b"iron-chalk-77");
    event.data["passcode"] = json!(sealed.unwrap());
    let sent = event.client_generated_id;
    world.takes_in(event).await;
    world.drain().await;
    assert!(athlete.told_about(sent).is_empty());
    let mut db = world.database.connect().await;
    let parked: Vec<(String, String)> =
        sqlx::query_as("select state, reason from bus.blocked").fetch_all(&mut db).await.unwrap();
    assert_eq!(parked.len(), 1, "{sent} is not parked");
    assert!(parked[0].0 == "parked" && parked[0].1.contains("newest keys"), "{parked:?}");
}
