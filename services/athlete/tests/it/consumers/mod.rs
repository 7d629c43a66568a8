mod app_settings_submitted;
mod settings_submitted;
