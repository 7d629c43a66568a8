use chrono::{DateTime, Utc};
use serde::Serialize;
use taper_events::equipment::MachineNote;
use taper_events::{MachineNoteId, UserId};
use taper_service::prelude::*;
use utoipa::ToSchema;

use crate::store;
use crate::store::note_lists::ListedNote;

/// A note on a machine. Whose it is is said only to them.
#[derive(Serialize, ToSchema)]
pub(crate) struct MachineNoteView {
    id: MachineNoteId,
    note_id: MachineNoteId,
    version: i64,
    updated_at: DateTime<Utc>,
    /// It is the caller's own.
    mine: bool,
    #[serde(flatten)]
    note: MachineNote,
}

impl MachineNoteView {
    /// As its reader sees it; none if it was deleted.
    pub(super) fn of(listed: ListedNote, reader: UserId) -> Option<Self> {
        let ListedNote { id, version, updated_at, owner, note, .. } = listed;
        note.map(|note| Self { id, note_id: id, version, updated_at, mine: owner == reader, note })
    }
}

/// One note of the caller, or a public one.
#[utoipa::path(get, path = "/machine-notes/{note_id}", operation_id = "get_machine_note", tag = "equipment",
    security(("bearer" = [])), params(("note_id" = MachineNoteId, Path)),
    responses((status = 200, body = MachineNoteView), ReadProblems, NotFound))]
pub(crate) async fn get_note(
    me: Athlete,
    mut db: Read,
    Path(id): Path<MachineNoteId>,
) -> Result<Versioned<MachineNoteView>, Problem> {
    let found = store::note_lists::find(&mut db, me.id, id).await?;
    let view = found.and_then(|listed| MachineNoteView::of(listed, me.id)).ok_or_else(Problem::not_found)?;
    Ok(Versioned(view.version, view))
}
