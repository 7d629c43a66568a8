use chrono::{DateTime, Utc};
use serde::Serialize;
use taper_events::SettingsId;
use taper_events::athlete::AppSettings;
use taper_service::prelude::*;
use utoipa::ToSchema;

use crate::store;

/// How the caller wants the app.
#[derive(Serialize, ToSchema)]
pub(crate) struct AppSettingsView {
    settings_id: SettingsId,
    version: i64,
    app_settings: AppSettings,
    updated_at: DateTime<Utc>,
}

/// The caller's app settings; 404 until some were submitted.
#[utoipa::path(get, path = "/settings/app", operation_id = "get_app_settings", tag = "athlete", security(("bearer" = [])),
    responses((status = 200, body = AppSettingsView), (status = 304, description = "You have this version"), ReadProblems, NotFound))]
pub(crate) async fn get_app_settings(me: Athlete, mut db: Read) -> Result<Versioned<AppSettingsView>, Problem> {
    let stored = store::app_settings::find(&mut db, me.id).await?.ok_or_else(Problem::not_found)?;
    Ok(Versioned(
        stored.version,
        AppSettingsView {
            settings_id: stored.id,
            version: stored.version,
            app_settings: stored.settings,
            updated_at: stored.updated_at,
        },
    ))
}
