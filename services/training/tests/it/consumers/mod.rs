mod plan_created;
mod plan_deleted;
mod plan_updated;
mod workout_completed;
mod workout_deleted;
mod workout_edited;
mod workout_started;
