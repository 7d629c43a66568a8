//! Training: plans up to a competition day, and the workouts that were done.
//! Never sends a message to a person, never knows who coaches whom.

mod consumers;
mod domain;
mod http;
mod jobs;
mod store;

use std::time::Duration;

use sqlx::migrate::Migrator;
use taper_service::Service;
use utoipa_axum::routes;

pub static MIGRATOR: Migrator = sqlx::migrate!();

const FORGET_EVERY: Duration = Duration::from_secs(3600);

pub fn service() -> Service {
    Service::new("training", "Plans and workouts", &MIGRATOR)
        .route(routes!(http::list_plans::list_plans))
        .route(routes!(http::get_plan::get_plan))
        .route(routes!(http::list_workouts::list_workouts))
        .route(routes!(http::get_workout::get_workout))
        .on(consumers::plan_created::plan_created)
        .on(consumers::plan_updated::plan_updated)
        .on(consumers::plan_deleted::plan_deleted)
        .on(consumers::workout_started::workout_started)
        .on(consumers::workout_completed::workout_completed)
        .on(consumers::workout_edited::workout_edited)
        .on(consumers::workout_deleted::workout_deleted)
        .every("forget-tombstones", FORGET_EVERY, jobs::forget_tombstones::forget_tombstones)
}
