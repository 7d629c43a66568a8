use taper_events::athlete::AppSettingsPersisted;
use taper_service::prelude::*;

use crate::store::users;

/// Mails are written in the language that was chosen for the app; until one was, in that of the day of registration.
pub(crate) async fn app_settings_persisted(tx: &mut Tx, event: &Event<AppSettingsPersisted>) -> Handled {
    let AppSettingsPersisted { version, app_settings, .. } = &event.data;
    if let Some(locale) = app_settings.locale {
        users::set_locale(tx, event.subject(), locale.name(), *version).await?;
    }
    Ok(())
}
