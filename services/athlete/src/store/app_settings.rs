use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use sqlx::types::Json;
use taper_events::athlete::AppSettings;
use taper_events::{Form, Revision, SettingsId, Submission, UserId};
use uuid::Uuid;

/// What stands of a user's app settings.
pub(crate) type StoredAppSettings = Form<SettingsId, AppSettings>;

struct Row {
    settings_id: Uuid,
    version: i64,
    settings: Json<AppSettings>,
    submitted_at: DateTime<Utc>,
    submitted_by: Uuid,
    last_change: Option<Uuid>,
    updated_at: DateTime<Utc>,
}

impl From<Row> for StoredAppSettings {
    fn from(row: Row) -> Self {
        Form {
            id: row.settings_id.into(),
            body: row.settings.0,
            revision: Revision {
                version: row.version,
                submission: Submission { at: row.submitted_at, event_id: row.submitted_by },
                last_change: row.last_change,
            },
            updated_at: row.updated_at,
        }
    }
}

pub(crate) async fn find(db: &mut PgConnection, user: UserId) -> Result<Option<StoredAppSettings>, sqlx::Error> {
    let row = sqlx::query_as!(
        Row,
        r#"select settings_id, version, settings as "settings: Json<AppSettings>",
                  submitted_at, submitted_by, last_change, updated_at
           from athlete.app_settings where user_id = $1"#,
        user.0
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(Into::into))
}

/// Writes what stands from now on.
pub(crate) async fn put(db: &mut PgConnection, user: UserId, stored: &StoredAppSettings) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into athlete.app_settings (user_id, settings_id, version, settings, submitted_at, submitted_by,
                                           last_change, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (user_id) do update set
            version = excluded.version, settings = excluded.settings, submitted_at = excluded.submitted_at,
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
