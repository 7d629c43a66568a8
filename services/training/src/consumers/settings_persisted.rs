use taper_events::athlete::SettingsPersisted;
use taper_service::prelude::*;

use crate::store;

/// Keeps what plans are made from: the form of onboarding as it now stands. Past competitions say what can be lifted.
pub(crate) async fn settings_persisted(tx: &mut Tx, event: &Event<SettingsPersisted>) -> Handled {
    let SettingsPersisted { version, settings, submitted_at, .. } = &event.data;
    store::athletes::keep_settings(tx, event.subject(), *version, settings, *submitted_at).await?;
    let now = tx.now();
    Ok(store::metrics_due::add(tx, event.subject(), now, now).await?)
}
