mod notes_deleted;
mod notes_submitted;
mod platecalc_query;
mod prefs_submitted;
