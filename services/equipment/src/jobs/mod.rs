pub(crate) mod forget_tombstones;
