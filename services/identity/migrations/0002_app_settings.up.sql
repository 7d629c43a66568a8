-- Which version of the app's settings the language was taken from: an older one changes nothing.
alter table identity.users add column app_settings_version bigint not null default 0;
