pub(crate) mod plan;
pub(crate) mod record;
pub(crate) mod reminder;
pub(crate) mod workout;
