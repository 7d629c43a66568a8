alter table identity.users drop column app_settings_version;
