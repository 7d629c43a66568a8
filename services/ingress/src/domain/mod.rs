pub(crate) mod behind;
pub(crate) mod cursor;
