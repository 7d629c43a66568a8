mod get_note;
mod get_prefs;
mod list_notes;
