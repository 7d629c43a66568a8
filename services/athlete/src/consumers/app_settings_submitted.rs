use taper_events::athlete::{AppSettingsFailed, AppSettingsPersisted, AppSettingsSubmitted};
use taper_service::prelude::*;

use crate::store;
use crate::store::app_settings::StoredAppSettings;

/// Keeps how the app should look, unless it was written on another state than the one that stands.
pub(crate) async fn app_settings_submitted(tx: &mut Tx, event: &Event<AppSettingsSubmitted>) -> Handled {
    let user = event.subject();
    let refuse = |tx: &mut Tx, error, theirs: Option<&StoredAppSettings>| {
        let theirs = theirs.map(|standing| persisted(standing, false));
        tx.emit_to(&[event.actor()], &AppSettingsFailed { errors: vec![error], theirs })
    };
    if let Some(error) = unasked(event) {
        return refuse(tx, error, None);
    }
    let standing = store::app_settings::find(tx, user).await?;
    match submitted(event, &event.data.based_on, standing.as_ref(), tx.id().into(), tx.now()) {
        Submitted::Next(next) => {
            let stored = next.holding(event.data.app_settings);
            store::app_settings::put(tx, user, &stored).await?;
            tx.answer(&persisted(&stored, false))
        }
        Submitted::Superseded(standing) => tx.answer(&persisted(standing, true)),
        Submitted::Conflict(error, theirs) => refuse(tx, error, Some(theirs)),
    }
}

fn persisted(stored: &StoredAppSettings, superseded: bool) -> AppSettingsPersisted {
    AppSettingsPersisted { id: stored.id, version: stored.revision.version, app_settings: stored.body, superseded }
}
