pub(crate) mod planned_workouts;
pub(crate) mod plans;
pub(crate) mod workouts;
