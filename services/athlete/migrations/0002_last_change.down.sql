alter table athlete.settings drop column last_change;
alter table athlete.app_settings drop column last_change;
