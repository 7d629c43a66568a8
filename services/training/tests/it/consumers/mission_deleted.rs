use axum::http::StatusCode;
use serde_json::json;

use crate::{
    a_mission, a_plan, a_stage, accepted, has_mission, named, on_version, refused, sends_mission, sends_plan,
    sends_stage, told, with, world,
};

#[tokio::test]
async fn it_is_gone_with_its_stages_and_every_intent_on_their_ids_fails_at_once() {
    let world = world().await;
    let athlete = world.athlete();
    let (id, path) = has_mission(&world, &athlete).await;
    let stage = world.platform.id();
    sends_stage(&world, &athlete, "submitted", (id, stage), a_stage(1)).await;
    let deletion = sends_mission(&world, &athlete, "deleted", id, json!({"base_version": 1})).await;
    let gone = told(&athlete, deletion);
    assert_eq!(gone.event_type, "mission.persisted");
    assert_eq!((&gone.data["deleted"], &gone.data["version"]), (&json!(true), &json!(2)));
    for below in ["", "/history", "/progress", &format!("/stages/{stage}")] {
        assert_eq!(athlete.get(&format!("{path}{below}")).await.status, StatusCode::NOT_FOUND, "{below}");
    }
    for (event, data) in [("submitted", a_mission()), ("submitted", on_version(a_mission(), 2)), ("deleted", json!({}))]
    {
        let sent = sends_mission(&world, &athlete, event, id, data).await;
        assert_eq!(refused(&athlete, sent), "deleted", "{event}");
        assert!(told(&athlete, sent).data.get("theirs").is_none());
    }
    for (event, data) in [("submitted", a_stage(2)), ("deleted", json!({}))] {
        let sent = sends_stage(&world, &athlete, event, (id, stage), data).await;
        assert_eq!(refused(&athlete, sent), "deleted", "{event}");
    }
    let (other, _) = has_mission(&world, &athlete).await;
    let sent = sends_stage(&world, &athlete, "submitted", (other, stage), a_stage(1)).await;
    assert_eq!(refused(&athlete, sent), "deleted");
}

#[tokio::test]
async fn a_deletion_of_what_was_changed_meanwhile_is_told_what_stands() {
    let world = world().await;
    let athlete = world.athlete();
    let (id, _) = has_mission(&world, &athlete).await;
    let edit = on_version(with(a_mission(), json!({"name": "morning"})), 1);
    sends_mission(&world, &athlete, "submitted", id, edit).await;
    let sent = sends_mission(&world, &athlete, "deleted", id, json!({"base_version": 1})).await;
    assert_eq!(refused(&athlete, sent), "version_conflict");
    assert_eq!(told(&athlete, sent).data["theirs"]["name"], "morning");
}

#[tokio::test]
async fn nobody_elses_is_deleted() {
    let world = world().await;
    let (athlete, other) = (world.athlete(), world.athlete());
    let (id, path) = has_mission(&world, &athlete).await;
    let stranger = sends_mission(&world, &other, "deleted", id, json!({})).await;
    assert_eq!(refused(&other, stranger), "not_found");
    assert_eq!(athlete.get(&path).await.status, StatusCode::OK);
}

#[tokio::test]
async fn nothing_of_its_content_stays_and_plans_for_it_do() {
    let world = world().await;
    let athlete = world.athlete();
    let (id, plan) = (world.platform.id(), world.platform.id());
    let secret = with(a_mission(), json!({"name": "my secret race", "notes": "my secret race"}));
    sends_mission(&world, &athlete, "submitted", id, secret).await;
    let reason = json!({"to": "TRAINING", "reason": "my secret race"});
    assert_eq!(athlete.post(&format!("/api/v1/missions/{id}/transition"), &reason).await.status, StatusCode::OK);
    let stage = with(a_stage(1), json!({"notes": "my secret race"}));
    sends_stage(&world, &athlete, "submitted", (id, world.platform.id()), stage).await;
    let created = sends_plan(&world, &athlete, "created", plan, with(a_plan(), json!({"mission_id": id}))).await;
    assert_eq!(accepted(&athlete, created), 1);
    sends_mission(&world, &athlete, "deleted", id, json!({})).await;
    let mut database = world.database.connect().await;
    for table in ["missions", "mission_history", "mission_stages"] {
        let statement = format!("select coalesce(string_agg(t::text, ' '), '') from training.{table} t");
        let rows: String = sqlx_text(&mut database, statement).await;
        assert!(!rows.contains("secret"), "{table}: {rows}");
    }
    let edit = sends_plan(&world, &athlete, "updated", plan, on_version(named("still"), 1)).await;
    assert_eq!(accepted(&athlete, edit), 2);
}

async fn sqlx_text(database: &mut sqlx::PgConnection, statement: String) -> String {
    sqlx::query_scalar(sqlx::AssertSqlSafe(statement)).fetch_one(database).await.expect("rows")
}
