use taper_events::athlete::{AppSettingsFailed, AppSettingsPersisted, AppSettingsSubmitted};
use taper_service::prelude::*;

use crate::domain::submission::{Relation, Submission, consent_missing, version_conflict};
use crate::store;
use crate::store::app_settings::StoredAppSettings;

/// Keeps how the app should look, unless it was written on another state than the one that stands.
pub(crate) async fn app_settings_submitted(tx: &mut Tx, event: &Event<AppSettingsSubmitted>) -> Handled {
    let user = event.subject();
    if event.actor() != user {
        // Whose data it is hears nothing of it, and nobody else hears what stands.
        return tx.emit_to(&[event.actor()], &AppSettingsFailed { errors: vec![consent_missing()], theirs: None });
    }
    let standing = store::app_settings::find(tx, user).await?;
    let submission = Submission { at: event.at(), event_id: event.envelope.id() };
    if let Some(standing) = &standing {
        match submission.relation(&event.data.based_on, &standing.revision) {
            Relation::Next => {}
            Relation::Older => return tx.answer(&persisted(standing, true)),
            Relation::Conflict => {
                let errors = vec![version_conflict(&standing.revision)];
                return tx.answer(&AppSettingsFailed { errors, theirs: Some(persisted(standing, false)) });
            }
        }
    }
    let stored = StoredAppSettings {
        id: standing.as_ref().map_or_else(|| tx.id().into(), |standing| standing.id),
        settings: event.data.app_settings,
        revision: submission
            .revision(standing.as_ref().map(|standing| &standing.revision), event.envelope.client_generated_id),
        updated_at: tx.now(),
    };
    store::app_settings::put(tx, user, &stored).await?;
    tx.answer(&persisted(&stored, false))
}

fn persisted(stored: &StoredAppSettings, superseded: bool) -> AppSettingsPersisted {
    AppSettingsPersisted { id: stored.id, version: stored.revision.version, app_settings: stored.settings, superseded }
}
