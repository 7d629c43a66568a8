mod get_app_settings;
mod get_settings;
