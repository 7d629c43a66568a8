pub(crate) mod advance_missions;
pub(crate) mod forget_tombstones;
