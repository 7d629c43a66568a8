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
const FORGET_EVERY: Duration = Duration::from_secs(3600);

pub fn service() -> Service {
    Service::new("training", "Missions, plans and workouts", &MIGRATOR)
        .contract("0.2.0")
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
        .route(routes!(http::list_workouts::list_workouts))
        .route(routes!(http::get_workout::get_workout))
        .on(consumers::mission_submitted::mission_submitted)
        .on(consumers::mission_deleted::mission_deleted)
        .on(consumers::stage_submitted::stage_submitted)
        .on(consumers::stage_deleted::stage_deleted)
        .on(consumers::plan_created::plan_created)
        .on(consumers::plan_updated::plan_updated)
        .on(consumers::plan_deleted::plan_deleted)
        .on(consumers::workout_started::workout_started)
        .on(consumers::workout_completed::workout_completed)
        .on(consumers::workout_edited::workout_edited)
        .on(consumers::workout_deleted::workout_deleted)
        .every("advance-missions", ADVANCE_EVERY, jobs::advance_missions::advance_missions)
        .every("forget-tombstones", FORGET_EVERY, jobs::forget_tombstones::forget_tombstones)
}
