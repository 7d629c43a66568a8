use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use sqlx::types::Json;
use taper_events::equipment::EquipmentPrefs;
use taper_events::{EquipmentPrefsId, Form, Revision, Submission, UserId};
use uuid::Uuid;

/// What stands of a user's inventories.
pub(crate) type StoredPrefs = Form<EquipmentPrefsId, EquipmentPrefs>;

struct Row {
    prefs_id: Uuid,
    version: i64,
    prefs: Json<EquipmentPrefs>,
    submitted_at: DateTime<Utc>,
    submitted_by: Uuid,
    last_change: Option<Uuid>,
    updated_at: DateTime<Utc>,
}

impl From<Row> for StoredPrefs {
    fn from(row: Row) -> Self {
        Form {
            id: row.prefs_id.into(),
            body: row.prefs.0,
            revision: Revision {
                version: row.version,
                submission: Submission { at: row.submitted_at, event_id: row.submitted_by },
                last_change: row.last_change,
            },
            updated_at: row.updated_at,
        }
    }
}

pub(crate) async fn find(db: &mut PgConnection, user: UserId) -> Result<Option<StoredPrefs>, sqlx::Error> {
    let row = sqlx::query_as!(
        Row,
        r#"select prefs_id, version, prefs as "prefs: Json<EquipmentPrefs>",
                  submitted_at, submitted_by, last_change, updated_at
           from equipment.equipment_prefs where user_id = $1"#,
        user.0
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(Into::into))
}

/// Writes what stands from now on.
pub(crate) async fn put(db: &mut PgConnection, user: UserId, stored: &StoredPrefs) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into equipment.equipment_prefs (user_id, prefs_id, version, prefs, submitted_at, submitted_by,
                                                last_change, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (user_id) do update set
            version = excluded.version, prefs = excluded.prefs, submitted_at = excluded.submitted_at,
            submitted_by = excluded.submitted_by, last_change = excluded.last_change,
            updated_at = excluded.updated_at",
        user.0,
        stored.id.0,
        stored.revision.version,
        Json(&stored.body) as _,
        stored.revision.submission.at,
        stored.revision.submission.event_id,
        stored.revision.last_change,
        stored.updated_at
    )
    .execute(db)
    .await?;
    Ok(())
}
