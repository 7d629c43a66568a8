pub(crate) mod day;
pub(crate) mod mission;
pub(crate) mod plan;
pub(crate) mod points;
pub(crate) mod record;
pub(crate) mod reminder;
pub(crate) mod stage;
pub(crate) mod workout;
