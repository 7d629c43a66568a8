use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use sqlx::types::Json;
use taper_events::equipment::{MachineNote, MachineNotesPersisted};
use taper_events::{Form, MachineNoteId, Revision, Submission, UserId};
use uuid::Uuid;

use crate::domain::note::{Known, Note, machine_of, words_of};

struct Row {
    note_id: Uuid,
    user_id: Uuid,
    version: i64,
    note: Option<Json<MachineNote>>,
    submitted_at: DateTime<Utc>,
    submitted_by: Uuid,
    last_change: Option<Uuid>,
    updated_at: DateTime<Utc>,
}

impl From<Row> for Known {
    fn from(row: Row) -> Self {
        let owner = row.user_id.into();
        let Some(Json(body)) = row.note else { return Known::Deleted { owner } };
        let revision = Revision {
            version: row.version,
            submission: Submission { at: row.submitted_at, event_id: row.submitted_by },
            last_change: row.last_change,
        };
        let note = Box::new(Form { id: row.note_id.into(), body, revision, updated_at: row.updated_at });
        Known::Standing { owner, note }
    }
}

/// Whoever's it is, and its tombstone too.
pub(crate) async fn find(db: &mut PgConnection, id: MachineNoteId) -> Result<Option<Known>, sqlx::Error> {
    let row = sqlx::query_as!(
        Row,
        r#"select note_id, user_id, version, note as "note: Json<MachineNote>", submitted_at, submitted_by,
                  last_change, updated_at
           from equipment.machine_notes where note_id = $1"#,
        id.0
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(Into::into))
}

/// The note that somebody has on a machine, as [`machine_of`] names it.
pub(crate) async fn find_of_machine(
    db: &mut PgConnection,
    owner: UserId,
    machine: &str,
) -> Result<Option<Box<Note>>, sqlx::Error> {
    let row = sqlx::query_as!(
        Row,
        r#"select note_id, user_id, version, note as "note: Json<MachineNote>", submitted_at, submitted_by,
                  last_change, updated_at
           from equipment.machine_notes where user_id = $1 and machine = $2 and deleted_at is null"#,
        owner.0,
        machine
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(Known::from).and_then(|known| match known {
        Known::Standing { note, .. } => Some(note),
        Known::Deleted { .. } => None,
    }))
}

pub(crate) async fn insert(db: &mut PgConnection, owner: UserId, note: &Note) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into equipment.machine_notes
            (note_id, user_id, version, submitted_at, submitted_by, last_change, created_at, updated_at, note, machine,
             words)
         values ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9, array_to_tsvector($10::text[]))",
        note.id.0,
        owner.0,
        note.revision.version,
        note.revision.submission.at,
        note.revision.submission.event_id,
        note.revision.last_change,
        note.updated_at,
        Json(&note.body) as _,
        machine_of(&note.body),
        &words_of(&note.body)
    )
    .execute(db)
    .await?;
    Ok(())
}

pub(crate) async fn replace(db: &mut PgConnection, note: &Note) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update equipment.machine_notes set
            version = $2, submitted_at = $3, submitted_by = $4, last_change = $5, updated_at = $6, note = $7,
            machine = $8, words = array_to_tsvector($9::text[])
         where note_id = $1",
        note.id.0,
        note.revision.version,
        note.revision.submission.at,
        note.revision.submission.event_id,
        note.revision.last_change,
        note.updated_at,
        Json(&note.body) as _,
        machine_of(&note.body),
        &words_of(&note.body)
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Leaves a tombstone without content.
pub(crate) async fn bury(db: &mut PgConnection, gone: &MachineNotesPersisted) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update equipment.machine_notes set
            version = $2, updated_at = $3, deleted_at = $3, note = null, machine = null, words = null
         where note_id = $1",
        gone.id.0,
        gone.version,
        gone.updated_at
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Forgets up to `limit` tombstones from before an instant. Returns how many.
pub(crate) async fn forget(db: &mut PgConnection, before: DateTime<Utc>, limit: i64) -> Result<u64, sqlx::Error> {
    let done = sqlx::query!(
        "delete from equipment.machine_notes where note_id in
            (select note_id from equipment.machine_notes
             where deleted_at < $1 order by deleted_at limit $2 for update skip locked)",
        before,
        limit
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected())
}
