use chrono::TimeDelta;
use insta::assert_json_snapshot;
use serde_json::json;

use crate::{a_gym, accepted, prefs, refused, sends, sends_for, told, with, world};

const SUBMITTED: &str = "equipment.prefs.submitted";

#[tokio::test]
async fn what_gyms_have_is_told_with_its_version() {
    let world = world().await;
    let athlete = world.athlete();
    let gyms = [a_gym(&world, "Cellar")];
    let sent = sends(&world, &athlete, SUBMITTED, prefs(&gyms)).await;
    let told = told(&athlete, sent);
    assert_json_snapshot!(told.data, {
        ".id" => "[id]", ".prefs.inventories[].inventory_id" => "[id]",
        ".prefs.inventories[].machines[].machine_id" => "[id]"
    }, @r#"
    {
      "id": "[id]",
      "prefs": {
        "default_unit": "kg",
        "inventories": [
          {
            "inventory_id": "[id]",
            "machines": [
              {
                "machine_id": "[id]",
                "machine_type": "barbell",
                "sides": 2,
                "start_weight": {
                  "unit": "kg",
                  "value": 20.0
                }
              }
            ],
            "name": "Cellar",
            "plates": [
              {
                "pairs": 4,
                "weight": {
                  "unit": "kg",
                  "value": 20.0
                }
              }
            ],
            "unit": "kg"
          }
        ]
      },
      "version": 1
    }
    "#);
}

#[tokio::test]
async fn a_change_says_what_it_was_written_on_or_is_told_what_stands() {
    let world = world().await;
    let athlete = world.athlete();
    let base = |version: i64| json!({"base_version": version});
    let (cellar, club) = (prefs(&[a_gym(&world, "Cellar")]), prefs(&[a_gym(&world, "Club")]));
    let first = sends(&world, &athlete, SUBMITTED, with(cellar, base(0))).await;
    let second = sends(&world, &athlete, SUBMITTED, with(club.clone(), base(1))).await;
    assert_eq!((accepted(&athlete, first), accepted(&athlete, second)), (1, 2));
    let late = sends(&world, &athlete, SUBMITTED, with(prefs(&[]), base(1))).await;
    assert_eq!(refused(&athlete, late), "version_conflict");
    let theirs = told(&athlete, late).data["theirs"].clone();
    assert_eq!((&theirs["version"], &theirs["prefs"]["inventories"][0]["name"]), (&json!(2), &json!("Club")));
    let behind = sends(&world, &athlete, SUBMITTED, with(club, json!({"after": second}))).await;
    assert_eq!(accepted(&athlete, behind), 3);
}

#[tokio::test]
async fn without_a_base_the_later_written_stand() {
    let world = world().await;
    let athlete = world.athlete();
    let older = athlete.envelope(SUBMITTED, prefs(&[]));
    world.wait(TimeDelta::minutes(1));
    sends(&world, &athlete, SUBMITTED, prefs(&[a_gym(&world, "Club")])).await;
    let late = older.client_generated_id;
    world.takes_in(older).await;
    world.drain().await;
    let told = told(&athlete, late);
    assert_eq!((&told.data["superseded"], &told.data["version"]), (&json!(true), &json!(1)));
    assert_eq!(told.data["prefs"]["inventories"][0]["name"], "Club");
}

#[tokio::test]
async fn what_contradicts_itself_is_refused_by_place() {
    let world = world().await;
    let athlete = world.athlete();
    let gym = a_gym(&world, "Cellar");
    let sent = sends(&world, &athlete, SUBMITTED, prefs(&[gym.clone(), gym])).await;
    let errors = told(&athlete, sent).data["errors"].clone();
    assert_eq!(refused(&athlete, sent), "duplicate");
    assert_eq!(errors[0]["pointer"], "/inventories/1/inventory_id");
    assert_eq!(errors[1]["pointer"], "/inventories/1/machines/0/machine_id");
    assert_eq!(athlete.get("/api/v1/equipment/prefs").await.body, json!({"version": 0}));
}

#[tokio::test]
async fn nobody_says_what_somebody_elses_gym_has_or_hears_of_it() {
    let world = world().await;
    let (athlete, stranger) = (world.athlete(), world.athlete());
    sends(&world, &athlete, SUBMITTED, prefs(&[a_gym(&world, "Cellar")])).await;
    let sent = sends_for(&world, &stranger, &athlete, SUBMITTED, prefs(&[])).await;
    assert_eq!(refused(&stranger, sent), "consent_missing");
    assert!(told(&stranger, sent).data.get("theirs").is_none());
    assert_eq!(athlete.told_about(sent).len(), 0);
    assert_eq!(athlete.get("/api/v1/equipment/prefs").await.body["version"], 1);
}
