mod forget_tombstones;
