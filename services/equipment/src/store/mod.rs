pub(crate) mod note_lists;
pub(crate) mod notes;
pub(crate) mod prefs;
