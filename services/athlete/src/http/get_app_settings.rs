use chrono::{DateTime, Utc};
use serde::Serialize;
use taper_events::SettingsId;
use taper_events::athlete::AppSettings;
use taper_service::prelude::*;
use utoipa::ToSchema;

use crate::store;

/// How the caller wants the app, as far as they have said so. Version 0, and nothing else, until then.
#[derive(Serialize, ToSchema)]
pub(crate) struct AppSettingsView {
    #[schema(minimum = 0)]
    version: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    settings_id: Option<SettingsId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    app_settings: Option<AppSettings>,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated_at: Option<DateTime<Utc>>,
}

/// The caller's app settings. Where they have chosen nothing, what their device says is a better guess than ours.
#[utoipa::path(get, path = "/settings/app", operation_id = "get_app_settings", tag = "athlete", security(("bearer" = [])),
    responses((status = 200, body = AppSettingsView), ReadProblems))]
pub(crate) async fn get_app_settings(me: Athlete, mut db: Read) -> Result<Versioned<AppSettingsView>, Problem> {
    let stored = store::app_settings::find(&mut db, me.id).await?;
    let version = stored.as_ref().map_or(0, |stored| stored.revision.version);
    Ok(Versioned(
        version,
        AppSettingsView {
            version,
            settings_id: stored.as_ref().map(|stored| stored.id),
            app_settings: stored.as_ref().map(|stored| stored.body),
            updated_at: stored.as_ref().map(|stored| stored.updated_at),
        },
    ))
}
