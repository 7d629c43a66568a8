pub(crate) mod app_settings;
pub(crate) mod settings;
