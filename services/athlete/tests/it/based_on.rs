//! What a submission was written on decides, for both kinds of settings.

use chrono::TimeDelta;
use serde_json::{Value, json};
use taper_testkit::{TestAthlete, World};
use uuid::Uuid;

use crate::{a_form, app_settings, world};

/// A kind of settings, and where it is read.
#[derive(Clone, Copy, Debug)]
struct Kind {
    prefix: &'static str,
    path: &'static str,
    content: fn(which: u8) -> Value,
    /// Where an answer and a reading have the content.
    within: &'static str,
}

const KINDS: [Kind; 2] = [
    Kind {
        prefix: "user.settings",
        path: "/api/v1/settings/me",
        within: "settings",
        content: |which| {
            let mut form = a_form();
            form["training_days_per_week"] = which.into();
            form["evaluate_feasibility"] = false.into();
            form
        },
    },
    Kind {
        prefix: "user.app_settings",
        path: "/api/v1/settings/app",
        within: "app_settings",
        content: |which| {
            let mut settings = app_settings();
            settings["theme"] = ["system", "light", "dark"][usize::from(which) % 3].into();
            settings
        },
    },
];

/// Sends the content `which`, written on `base` and `minutes` after now by the athlete's clock. Returns its id, and
/// what it was told: the fact's last word and its data.
async fn told(
    world: &World,
    athlete: &TestAthlete<'_>,
    kind: Kind,
    (which, base, minutes): (u8, Value, i64),
) -> (Uuid, String, Value) {
    let mut data = (kind.content)(which);
    for (name, value) in base.as_object().into_iter().flatten() {
        data[name] = value.clone();
    }
    let mut envelope = athlete.envelope(&format!("{}.submitted", kind.prefix), data);
    envelope.timestamp += TimeDelta::minutes(minutes);
    let id = envelope.client_generated_id;
    world.takes_in(envelope).await;
    world.drain().await;
    let facts = athlete.told_about(id);
    assert_eq!(facts.len(), 1, "{facts:?}");
    (id, facts[0].event_type.replace(&format!("{}.", kind.prefix), ""), facts[0].data.clone())
}

/// Whether the athlete reads the content `which` under that version.
async fn stands(athlete: &TestAthlete<'_>, kind: Kind, which: u8, version: i64) {
    let read = athlete.get(kind.path).await.body;
    assert_eq!((&read["version"], &read[kind.within]), (&json!(version), &(kind.content)(which)), "{kind:?}");
}

#[tokio::test]
async fn what_was_written_on_an_older_version_is_told_what_stands_and_changes_nothing() {
    let world = world().await;
    for kind in KINDS {
        let athlete = world.athlete();
        told(&world, &athlete, kind, (1, json!({"base_version": 0}), 0)).await;
        let (_, word, _) = told(&world, &athlete, kind, (2, json!({"base_version": 1}), 1)).await;
        assert_eq!(word, "persisted");
        for base in [json!({"base_version": 0}), json!({"base_version": 1}), json!({"base_version": 3})] {
            let (_, word, data) = told(&world, &athlete, kind, (3, base, 60)).await;
            assert_eq!((word.as_str(), &data["errors"][0]["code"]), ("failed", &json!("version_conflict")));
            assert_eq!(data["theirs"]["version"], 2);
            assert_eq!(data["theirs"][kind.within], (kind.content)(2));
        }
        stands(&athlete, kind, 2, 2).await;
    }
}

#[tokio::test]
async fn what_was_written_on_what_stands_takes_its_place_by_whatever_clock() {
    let world = world().await;
    for kind in KINDS {
        let athlete = world.athlete();
        let (first, ..) = told(&world, &athlete, kind, (1, json!({"base_version": 0}), 0)).await;
        let (_, word, _) = told(&world, &athlete, kind, (2, json!({"after": first}), -600)).await;
        assert_eq!(word, "persisted");
        let (_, word, _) = told(&world, &athlete, kind, (3, json!({"base_version": 2}), -6000)).await;
        assert_eq!(word, "persisted");
        stands(&athlete, kind, 3, 3).await;
    }
}

#[tokio::test]
async fn what_is_queued_behind_an_own_edit_gives_way_to_what_came_in_between() {
    let world = world().await;
    for kind in KINDS {
        let athlete = world.athlete();
        let (first, ..) = told(&world, &athlete, kind, (1, json!({"base_version": 0}), 0)).await;
        told(&world, &athlete, kind, (2, json!({"base_version": 1}), 0)).await;
        let (_, word, data) = told(&world, &athlete, kind, (3, json!({"after": first}), 5)).await;
        assert_eq!((word.as_str(), &data["theirs"]["version"]), ("failed", &json!(2)));
        stands(&athlete, kind, 2, 2).await;
    }
}

#[tokio::test]
async fn where_nothing_stands_nothing_can_be_overwritten() {
    let world = world().await;
    for kind in KINDS {
        for base in [json!({}), json!({"base_version": 7}), json!({"after": Uuid::from_u128(7)})] {
            let athlete = world.athlete();
            let (_, word, _) = told(&world, &athlete, kind, (1, base, 0)).await;
            assert_eq!(word, "persisted");
            stands(&athlete, kind, 1, 1).await;
        }
    }
}
