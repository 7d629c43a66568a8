create table equipment.equipment_prefs (
    user_id uuid primary key,
    prefs_id uuid not null unique,
    version bigint not null,
    prefs jsonb not null,
    -- When the athlete wrote what stands, and by which event: a tie goes to the later id.
    submitted_at timestamptz not null,
    submitted_by uuid not null,
    -- client_generated_id of the submission that made this version.
    last_change uuid,
    updated_at timestamptz not null
);

-- A deleted note stays as a tombstone without content until its id may be forgotten.
create table equipment.machine_notes (
    note_id uuid primary key,
    user_id uuid not null,
    version bigint not null,
    submitted_at timestamptz not null,
    submitted_by uuid not null,
    last_change uuid,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    deleted_at timestamptz,
    note jsonb,
    -- Brand, model and kind as they are compared: one person has one note on a machine.
    machine text,
    -- What it is found by; the service splits texts into words, so that both sides do it alike.
    words tsvector,
    machine_type text generated always as (note ->> 'machine_type') stored,
    visibility text generated always as (note ->> 'visibility') stored,
    check ((deleted_at is null) = (note is not null)),
    check ((note is null) = (machine is null)),
    check ((note is null) = (words is null))
);
create unique index machine_notes_of_machine on equipment.machine_notes (user_id, machine) where deleted_at is null;
create index machine_notes_newest_first on equipment.machine_notes (user_id, created_at desc, note_id desc);
create index machine_notes_public on equipment.machine_notes (created_at desc, note_id desc)
    where deleted_at is null and visibility = 'public';
create index machine_notes_words on equipment.machine_notes using gin (words)
    where deleted_at is null and visibility = 'public';
create index machine_notes_tombstones on equipment.machine_notes (deleted_at) where deleted_at is not null;
