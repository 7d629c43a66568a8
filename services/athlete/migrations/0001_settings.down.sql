drop table athlete.app_settings, athlete.settings;
