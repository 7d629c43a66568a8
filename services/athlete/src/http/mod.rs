pub(crate) mod get_app_settings;
pub(crate) mod get_settings;
