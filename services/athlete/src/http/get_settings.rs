use chrono::{DateTime, Utc};
use serde::Serialize;
use taper_events::SettingsId;
use taper_events::athlete::Settings;
use taper_service::prelude::*;
use utoipa::ToSchema;

use crate::store;

/// The caller's onboarding, without the passcode.
#[derive(Serialize, ToSchema)]
pub(crate) struct SettingsView {
    settings_id: SettingsId,
    version: i64,
    settings: Settings,
    has_passcode: bool,
    /// `weeks_until_comp` counts from that day.
    submitted_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

/// The caller's onboarding settings; 404 before onboarding.
#[utoipa::path(get, path = "/settings/me", operation_id = "get_settings", tag = "athlete", security(("bearer" = [])),
    responses((status = 200, body = SettingsView), ReadProblems, NotFound))]
pub(crate) async fn get_settings(me: Athlete, mut db: Read) -> Result<Versioned<SettingsView>, Problem> {
    let stored = store::settings::find(&mut db, me.id).await?.ok_or_else(Problem::not_found)?;
    Ok(Versioned(
        stored.revision.version,
        SettingsView {
            settings_id: stored.id,
            version: stored.revision.version,
            settings: stored.body.settings,
            has_passcode: stored.body.has_passcode,
            submitted_at: stored.revision.submission.at,
            updated_at: stored.updated_at,
        },
    ))
}
