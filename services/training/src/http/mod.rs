pub(crate) mod get_plan;
pub(crate) mod get_workout;
pub(crate) mod list_plans;
pub(crate) mod list_workouts;

use taper_service::prelude::{YEARS, place};
