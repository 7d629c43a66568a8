use taper_events::athlete::{AppSettingsFailed, AppSettingsPersisted, AppSettingsSubmitted};
use taper_service::prelude::*;

use crate::domain::submission::{Submission, consent_missing};
use crate::store;
use crate::store::app_settings::StoredAppSettings;

/// Keeps how the app should look; an older submission never overwrites a newer one.
pub(crate) async fn app_settings_submitted(tx: &mut Tx, event: &Event<AppSettingsSubmitted>) -> Handled {
    let user = event.subject();
    if event.actor() != user {
        // Whose data it is hears nothing of it, and nobody else hears what stands.
        return tx.emit_to(&[event.actor()], &AppSettingsFailed { errors: vec![consent_missing()] });
    }
    let standing = store::app_settings::find(tx, user).await?;
    let submission = Submission { at: event.at(), event_id: event.envelope.id() };
    if let Some(standing) = &standing
        && !submission.replaces(Some(standing.submission))
    {
        return tx.answer(&persisted(standing, true));
    }
    let stored = StoredAppSettings {
        id: standing.as_ref().map_or_else(|| tx.id().into(), |standing| standing.id),
        version: standing.as_ref().map_or(0, |standing| standing.version) + 1,
        settings: event.data.0,
        submission,
        updated_at: tx.now(),
    };
    store::app_settings::put(tx, user, &stored).await?;
    tx.answer(&persisted(&stored, false))
}

fn persisted(stored: &StoredAppSettings, superseded: bool) -> AppSettingsPersisted {
    AppSettingsPersisted { id: stored.id, version: stored.version, app_settings: stored.settings, superseded }
}
