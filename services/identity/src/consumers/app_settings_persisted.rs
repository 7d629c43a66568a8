use taper_events::athlete::AppSettingsPersisted;
use taper_service::prelude::*;

use crate::store::users;

/// Mails are written in the language of the app, and not in that of the day of registration.
pub(crate) async fn app_settings_persisted(tx: &mut Tx, event: &Event<AppSettingsPersisted>) -> Handled {
    let AppSettingsPersisted { version, app_settings, .. } = &event.data;
    users::set_locale(tx, event.subject(), app_settings.locale.name(), *version).await?;
    Ok(())
}
