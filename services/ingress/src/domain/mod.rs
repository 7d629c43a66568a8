pub(crate) mod admission;
pub(crate) mod behind;
pub(crate) mod cursor;
