pub(crate) mod app_settings_persisted;
