pub(crate) mod get_note;
pub(crate) mod get_prefs;
pub(crate) mod list_notes;
