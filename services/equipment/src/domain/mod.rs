pub(crate) mod note;
pub(crate) mod prefs;
pub(crate) mod words;
