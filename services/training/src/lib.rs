//! Training: missions, plans up to their day, and the workouts that were done.
//! Never sends a message to a person, never knows who coaches whom.

mod consumers;
mod domain;
mod http;
mod jobs;
mod steps;
mod store;

use std::time::Duration;

use sqlx::migrate::Migrator;
use taper_service::Service;
use utoipa_axum::routes;

pub static MIGRATOR: Migrator = sqlx::migrate!();

/// How late a mission may notice that its day has come.
const ADVANCE_EVERY: Duration = Duration::from_secs(10);
/// How late metrics may be: many changes of one athlete, such as a queue that is sent at once, are counted together.
const REFRESH_EVERY: Duration = Duration::from_secs(2);
const DERIVE_EVERY: Duration = Duration::from_secs(10);
const FORGET_EVERY: Duration = Duration::from_secs(3600);

pub fn service() -> Service {
    Service::new("training", "Missions, plans and workouts", &MIGRATOR)
        .contract("0.3.0")
        .route(routes!(http::list_missions::list_missions))
        .route(routes!(http::create_mission::create_mission))
        .route(routes!(http::get_mission::get_mission))
        .route(routes!(http::replace_mission::replace_mission))
        .route(routes!(http::delete_mission::delete_mission))
        .route(routes!(http::transition_mission::transition_mission))
        .route(routes!(http::list_mission_history::list_mission_history))
        .route(routes!(http::get_mission_progress::get_mission_progress))
        .route(routes!(http::create_stage::create_stage))
        .route(routes!(http::get_stage::get_stage))
        .route(routes!(http::replace_stage::replace_stage))
        .route(routes!(http::delete_stage::delete_stage))
        .route(routes!(http::list_plans::list_plans))
        .route(routes!(http::get_plan::get_plan))
        .route(routes!(http::list_plan_templates::list_plan_templates))
        .route(routes!(http::generate_plan::generate_plan))
        .route(routes!(http::simulate_plan::simulate_plan))
        .route(routes!(http::get_plan_progress::get_plan_progress))
        .route(routes!(http::get_feasibility::get_feasibility))
        .route(routes!(http::list_training_metrics::list_training_metrics))
        .route(routes!(http::list_exercises::list_exercises))
        .route(routes!(http::list_exercise_history::list_exercise_history))
        .route(routes!(http::get_exercise_statistics::get_exercise_statistics))
        .route(routes!(http::export_workouts::export_workouts))
        .route(routes!(http::list_workouts::list_workouts))
        .route(routes!(http::get_workout::get_workout))
        .on(consumers::mission_submitted::mission_submitted)
        .on(consumers::mission_deleted::mission_deleted)
        .on(consumers::stage_submitted::stage_submitted)
        .on(consumers::stage_deleted::stage_deleted)
        .on(consumers::plan_created::plan_created)
        .on(consumers::plan_updated::plan_updated)
        .on(consumers::plan_deleted::plan_deleted)
        .on(consumers::settings_persisted::settings_persisted)
        .on(consumers::user_registered::user_registered)
        .on(consumers::workout_started::workout_started)
        .on(consumers::workout_completed::workout_completed)
        .on(consumers::workout_edited::workout_edited)
        .on(consumers::workout_deleted::workout_deleted)
        .every("advance-missions", ADVANCE_EVERY, jobs::advance_missions::advance_missions)
        .every("refresh-metrics", REFRESH_EVERY, jobs::refresh_metrics::refresh_metrics)
        .every("derive-history", DERIVE_EVERY, jobs::derive_history::derive_history)
        .every("forget-tombstones", FORGET_EVERY, jobs::forget_tombstones::forget_tombstones)
}
