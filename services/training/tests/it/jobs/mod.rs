mod advance_missions;
mod derive_history;
mod forget_tombstones;
mod refresh_metrics;
