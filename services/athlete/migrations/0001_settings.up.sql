create table athlete.settings (
    user_id uuid primary key,
    settings_id uuid not null unique,
    version bigint not null,
    settings jsonb not null,
    -- Argon2id; never leaves this table.
    passcode_hash text,
    passcode_version bigint not null default 0,
    -- When the athlete wrote what stands, and by which event: a tie goes to the later id.
    submitted_at timestamptz not null,
    submitted_by uuid not null,
    updated_at timestamptz not null
);

create table athlete.app_settings (
    user_id uuid primary key,
    settings_id uuid not null unique,
    version bigint not null,
    settings jsonb not null,
    submitted_at timestamptz not null,
    submitted_by uuid not null,
    updated_at timestamptz not null
);
