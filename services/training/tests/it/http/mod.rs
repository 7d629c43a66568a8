mod get_plan;
mod get_workout;
mod list_plans;
mod list_workouts;
