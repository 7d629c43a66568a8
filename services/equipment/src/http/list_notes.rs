use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use taper_events::MachineNoteId;
use taper_events::equipment::MachineType;
use taper_service::prelude::*;
use utoipa::{IntoParams, ToSchema};

use super::get_note::MachineNoteView;
use crate::domain::words;
use crate::store;
use crate::store::note_lists::{Asked, ListedNote, Own};

const MAX_QUERY_CHARS: usize = 200;

/// Whose notes are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Scope {
    #[default]
    Mine,
    Public,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct NotesQuery {
    /// Words, or their beginnings, of brand, model, settings and notes.
    #[param(max_length = 200)]
    query: Option<String>,
    #[param(inline)]
    machine_type: Option<MachineType>,
    /// Everybody's that are public, or (if absent, too) the caller's own.
    #[serde(default)]
    #[param(inline)]
    scope: Scope,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// 1 to 100.
    #[serde(default)]
    #[param(value_type = Option<i64>, minimum = 1, maximum = 100, default = 50)]
    limit: Limit,
    /// Of one's own, also what was deleted, as id and version.
    #[serde(default)]
    deleted: bool,
}

/// A note, or what is left of one that was deleted.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
pub(crate) enum MachineNoteListItem {
    Standing(Box<MachineNoteView>),
    Deleted(MachineNoteTombstone),
}

#[derive(Serialize, ToSchema)]
pub(crate) struct MachineNoteTombstone {
    id: MachineNoteId,
    note_id: MachineNoteId,
    version: i64,
    updated_at: DateTime<Utc>,
    /// True.
    deleted: bool,
}

/// Notes on machines, the newest first.
#[utoipa::path(get, path = "/machine-notes", operation_id = "list_machine_notes", tag = "equipment",
    security(("bearer" = [])), params(NotesQuery),
    responses((status = 200, body = Page<MachineNoteListItem>), ReadProblems))]
pub(crate) async fn list_notes(
    me: Athlete,
    mut db: Read,
    Query(asked): Query<NotesQuery>,
) -> Result<Json<Page<MachineNoteListItem>>, Problem> {
    let NotesQuery { query, machine_type, scope, cursor, limit, deleted } = asked;
    if query.as_ref().is_some_and(|query| query.chars().count() > MAX_QUERY_CHARS) {
        return Err(Problem::bad_request("query_invalid", format!("query: more than {MAX_QUERY_CHARS} characters")));
    }
    let query = query.as_deref().and_then(words::query);
    let asked = Asked { machine_type, after: place(cursor.as_deref())?, limit: limit.and_one() };
    let notes = match (scope, query) {
        (Scope::Mine, query) => {
            let own = Own { owner: me.id, with_deleted: deleted, query };
            store::note_lists::own(&mut db, &own, &asked).await?
        }
        (Scope::Public, Some(query)) => store::note_lists::public_with_words(&mut db, &query, &asked).await?,
        (Scope::Public, None) => store::note_lists::public(&mut db, &asked).await?,
    };
    let page = Page::cut(notes, limit, |note| (note.created_at, note.id));
    Ok(Json(page.map(|note| item(note, me.id))))
}

fn item(listed: ListedNote, reader: UserId) -> MachineNoteListItem {
    let ListedNote { id, version, updated_at, .. } = listed;
    match MachineNoteView::of(listed, reader) {
        Some(view) => MachineNoteListItem::Standing(Box::new(view)),
        None => {
            MachineNoteListItem::Deleted(MachineNoteTombstone { id, note_id: id, version, updated_at, deleted: true })
        }
    }
}
