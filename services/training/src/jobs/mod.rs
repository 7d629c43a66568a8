pub(crate) mod advance_missions;
pub(crate) mod derive_history;
pub(crate) mod forget_tombstones;
pub(crate) mod refresh_metrics;
