mod app_settings_persisted;
