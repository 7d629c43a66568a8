mod advance_missions;
mod forget_tombstones;
