use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use sqlx::types::Json;
use taper_events::athlete::Settings;
use taper_events::{TimeZone, UserId};

/// What is known of an athlete from other services.
#[derive(Default)]
pub(crate) struct About {
    pub settings: Option<Settings>,
    pub settings_submitted_at: Option<DateTime<Utc>>,
    pub time_zone: Option<TimeZone>,
}

pub(crate) async fn about(db: &mut PgConnection, id: UserId) -> Result<About, sqlx::Error> {
    let found = sqlx::query!(
        r#"select settings as "settings: Json<Settings>", settings_submitted_at, time_zone
           from training.athletes where user_id = $1"#,
        id.0
    )
    .fetch_optional(db)
    .await?;
    Ok(found.map_or_else(About::default, |row| About {
        settings: row.settings.map(|Json(settings)| settings),
        settings_submitted_at: row.settings_submitted_at,
        time_zone: row.time_zone.and_then(|name| name.parse().ok()),
    }))
}

/// Keeps settings if none newer are there.
pub(crate) async fn keep_settings(
    db: &mut PgConnection,
    id: UserId,
    version: i64,
    settings: &Settings,
    submitted_at: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into training.athletes as a (user_id, settings_version, settings, settings_submitted_at)
         values ($1, $2, $3, $4)
         on conflict (user_id) do update set settings_version = $2, settings = $3, settings_submitted_at = $4
         where a.settings_version < $2",
        id.0,
        version,
        Json(settings) as _,
        submitted_at
    )
    .execute(db)
    .await?;
    Ok(())
}

pub(crate) async fn keep_zone(db: &mut PgConnection, id: UserId, zone: TimeZone) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into training.athletes (user_id, time_zone) values ($1, $2)
         on conflict (user_id) do update set time_zone = $2",
        id.0,
        zone.to_string()
    )
    .execute(db)
    .await?;
    Ok(())
}
