pub(crate) mod app_settings_submitted;
pub(crate) mod settings_submitted;
