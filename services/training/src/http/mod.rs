pub(crate) mod create_mission;
pub(crate) mod create_stage;
pub(crate) mod delete_mission;
pub(crate) mod delete_stage;
pub(crate) mod export_workouts;
pub(crate) mod generate_plan;
pub(crate) mod get_exercise_statistics;
pub(crate) mod get_feasibility;
pub(crate) mod get_mission;
pub(crate) mod get_mission_progress;
pub(crate) mod get_plan;
pub(crate) mod get_plan_progress;
pub(crate) mod get_stage;
pub(crate) mod get_workout;
pub(crate) mod list_exercise_history;
pub(crate) mod list_exercises;
pub(crate) mod list_mission_history;
pub(crate) mod list_missions;
pub(crate) mod list_plan_templates;
pub(crate) mod list_plans;
pub(crate) mod list_training_metrics;
pub(crate) mod list_workouts;
pub(crate) mod replace_mission;
pub(crate) mod replace_stage;
pub(crate) mod simulate_plan;
pub(crate) mod transition_mission;

use axum::http::header::ETAG;
use axum::response::IntoResponse;
use chrono::{DateTime, Utc};
use taper_events::training::{MissionPersisted, MissionProgress, StagePersisted};
use taper_service::prelude::*;
use uuid::Uuid;

use crate::domain::record::{Change, Refusal};

/// A request of this person about what is their own, as the domain sees it.
fn change_of(tx: &Tx, me: &Athlete) -> Change {
    change_at(me, tx.cause().id, tx.now())
}

fn change_at(me: &Athlete, id: Uuid, now: DateTime<Utc>) -> Change {
    Change { id, actor: me.id, subject: me.id, made_at: now, taken_at: now }
}

/// Why something was not written. What is gone is not told from what never was.
fn refused(refusal: Refusal) -> Problem {
    match refusal {
        Refusal::NotFound | Refusal::Deleted | Refusal::MissionUnknown | Refusal::ConsentMissing => {
            Problem::not_found()
        }
        Refusal::Invalid(_) | Refusal::BaseMissing => Problem::invalid(refusal.errors()),
        conflict => {
            let (code, detail) = (conflict.code(), conflict.message());
            Problem { errors: conflict.errors(), ..Problem::conflict(code, detail) }
        }
    }
}

/// As [`refused`], of something new: an id that is used up is the request's fault.
fn not_created(refusal: Refusal) -> Problem {
    match refusal {
        Refusal::Deleted => Problem::conflict("deleted", refusal.message()),
        other => refused(other),
    }
}

/// A mission, with a tag that changes with it and with what its stages come to.
fn mission_answer(mission: MissionPersisted) -> impl IntoResponse {
    let MissionProgress { stages_completed, points, bonus_points, .. } = mission.progress;
    let tag = format!("\"{}-{stages_completed}-{points}-{bonus_points}\"", mission.version);
    ([(ETAG, tag)], Json(mission))
}

/// A stage, with a tag that changes with it, what it pays, and what its mission comes to.
fn stage_answer(stage: StagePersisted) -> impl IntoResponse {
    let MissionProgress { stages_completed, points, bonus_points, .. } = stage.progress;
    let own = stage.bonuses.iter().map(|bonus| u32::from(bonus.points)).sum::<u32>() + stage.points;
    let tag = format!("\"{}-{own}-{stages_completed}-{points}-{bonus_points}\"", stage.version);
    ([(ETAG, tag)], Json(stage))
}
