use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use sqlx::types::Json;
use taper_events::athlete::Settings;
use taper_events::{Form, Revision, SettingsId, Submission, UserId};
use uuid::Uuid;

/// What stands of a user's onboarding.
pub(crate) type StoredSettings = Form<SettingsId, KeptSettings>;

/// Without the passcode, of which only the hash is kept.
#[derive(Clone, Debug)]
pub(crate) struct KeptSettings {
    pub settings: Settings,
    pub has_passcode: bool,
}

struct Row {
    settings_id: Uuid,
    version: i64,
    settings: Json<Settings>,
    has_passcode: bool,
    submitted_at: DateTime<Utc>,
    submitted_by: Uuid,
    last_change: Option<Uuid>,
    updated_at: DateTime<Utc>,
}

impl From<Row> for StoredSettings {
    fn from(row: Row) -> Self {
        Form {
            id: row.settings_id.into(),
            body: KeptSettings { settings: row.settings.0, has_passcode: row.has_passcode },
            revision: Revision {
                version: row.version,
                submission: Submission { at: row.submitted_at, event_id: row.submitted_by },
                last_change: row.last_change,
            },
            updated_at: row.updated_at,
        }
    }
}

pub(crate) async fn find(db: &mut PgConnection, user: UserId) -> Result<Option<StoredSettings>, sqlx::Error> {
    let row = sqlx::query_as!(
        Row,
        r#"select settings_id, version, settings as "settings: Json<Settings>",
                  passcode_hash is not null as "has_passcode!", submitted_at, submitted_by, last_change, updated_at
           from athlete.settings where user_id = $1"#,
        user.0
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(Into::into))
}

/// Writes what stands from now on; a passcode that is not given stays as it is.
pub(crate) async fn put(
    db: &mut PgConnection,
    user: UserId,
    stored: &StoredSettings,
    new_passcode_hash: Option<&str>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into athlete.settings
            (user_id, settings_id, version, settings, passcode_hash, passcode_version, submitted_at, submitted_by,
             last_change, updated_at)
         values ($1, $2, $3, $4, $5, case when $5::text is null then 0 else 1 end, $6, $7, $8, $9)
         on conflict (user_id) do update set
            version = excluded.version, settings = excluded.settings,
            passcode_hash = coalesce(excluded.passcode_hash, athlete.settings.passcode_hash),
            passcode_version = athlete.settings.passcode_version + excluded.passcode_version,
            submitted_at = excluded.submitted_at, submitted_by = excluded.submitted_by,
            last_change = excluded.last_change, updated_at = excluded.updated_at",
        user.0,
        stored.id.0,
        stored.revision.version,
        Json(&stored.body.settings) as _,
        new_passcode_hash,
        stored.revision.submission.at,
        stored.revision.submission.event_id,
        stored.revision.last_change,
        stored.updated_at
    )
    .execute(db)
    .await?;
    Ok(())
}
