use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use sqlx::types::Json;
use taper_events::equipment::{MachineNote, MachineType};
use taper_events::{MachineNoteId, UserId};
use uuid::Uuid;

/// A note as a list shows it.
pub(crate) struct ListedNote {
    pub id: MachineNoteId,
    pub owner: UserId,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    /// None of one that was deleted.
    pub note: Option<MachineNote>,
}

struct Row {
    note_id: Uuid,
    user_id: Uuid,
    version: i64,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    note: Option<Json<MachineNote>>,
}

impl From<Row> for ListedNote {
    fn from(row: Row) -> Self {
        Self {
            id: row.note_id.into(),
            owner: row.user_id.into(),
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
            note: row.note.map(|Json(note)| note),
        }
    }
}

/// Which of some notes are asked for.
pub(crate) struct Asked {
    pub machine_type: Option<MachineType>,
    /// The last one of the page before.
    pub after: Option<(DateTime<Utc>, MachineNoteId)>,
    pub limit: i64,
}

impl Asked {
    fn machine_type(&self) -> Option<&'static str> {
        self.machine_type.map(MachineType::name)
    }

    fn place(&self) -> (Option<DateTime<Utc>>, Uuid) {
        let (at, id) = self.after.map(|(at, id)| (at, id.0)).unzip();
        (at, id.unwrap_or_default())
    }
}

/// One note that somebody may read: their own, or a public one.
pub(crate) async fn find(
    db: &mut PgConnection,
    reader: UserId,
    id: MachineNoteId,
) -> Result<Option<ListedNote>, sqlx::Error> {
    let row = sqlx::query_as!(
        Row,
        r#"select note_id, user_id, version, created_at, updated_at, note as "note: Json<MachineNote>"
           from equipment.machine_notes
           where note_id = $1 and deleted_at is null and (user_id = $2 or visibility = 'public')"#,
        id.0,
        reader.0
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(Into::into))
}

/// Whose own, and which of them.
pub(crate) struct Own {
    pub owner: UserId,
    /// Also tombstones, which no query and no kind of machine finds.
    pub with_deleted: bool,
    /// As `domain::words` writes it.
    pub query: Option<String>,
}

/// Somebody's own, newest first by when the server first had them: an order that no edit changes.
pub(crate) async fn own(db: &mut PgConnection, own: &Own, asked: &Asked) -> Result<Vec<ListedNote>, sqlx::Error> {
    let (after, after_id) = asked.place();
    let rows = sqlx::query_as!(
        Row,
        r#"select note_id, user_id, version, created_at, updated_at, note as "note: Json<MachineNote>"
           from equipment.machine_notes
           where user_id = $1 and ($2 or deleted_at is null)
             and ($3::text is null or words @@ $3::text::tsquery) and ($4::text is null or machine_type = $4)
             and (created_at, note_id) < (coalesce($5, 'infinity'::timestamptz), $6)
           order by created_at desc, note_id desc limit $7"#,
        own.owner.0,
        own.with_deleted,
        own.query.as_deref(),
        asked.machine_type(),
        after,
        after_id,
        asked.limit
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Everybody's public ones, newest first.
pub(crate) async fn public(db: &mut PgConnection, asked: &Asked) -> Result<Vec<ListedNote>, sqlx::Error> {
    let (after, after_id) = asked.place();
    let rows = sqlx::query_as!(
        Row,
        r#"select note_id, user_id, version, created_at, updated_at, note as "note: Json<MachineNote>"
           from equipment.machine_notes
           where deleted_at is null and visibility = 'public' and ($1::text is null or machine_type = $1)
             and (created_at, note_id) < (coalesce($2, 'infinity'::timestamptz), $3)
           order by created_at desc, note_id desc limit $4"#,
        asked.machine_type(),
        after,
        after_id,
        asked.limit
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Everybody's public ones with these words. Apart from [`public`], so that each has the plan that fits it.
pub(crate) async fn public_with_words(
    db: &mut PgConnection,
    query: &str,
    asked: &Asked,
) -> Result<Vec<ListedNote>, sqlx::Error> {
    let (after, after_id) = asked.place();
    let rows = sqlx::query_as!(
        Row,
        r#"select note_id, user_id, version, created_at, updated_at, note as "note: Json<MachineNote>"
           from equipment.machine_notes
           where deleted_at is null and visibility = 'public' and words @@ $1::text::tsquery
             and ($2::text is null or machine_type = $2)
             and (created_at, note_id) < (coalesce($3, 'infinity'::timestamptz), $4)
           order by created_at desc, note_id desc limit $5"#,
        query,
        asked.machine_type(),
        after,
        after_id,
        asked.limit
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}
