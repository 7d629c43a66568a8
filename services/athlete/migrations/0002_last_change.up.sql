-- client_generated_id of the submission that made this version; none for what was written before this was kept.
alter table athlete.settings add column last_change uuid;
alter table athlete.app_settings add column last_change uuid;
