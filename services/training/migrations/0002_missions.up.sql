-- A deleted mission stays as a tombstone without content until its id may be forgotten.
create table training.missions (
    mission_id uuid primary key,
    user_id uuid not null,
    version bigint not null,
    -- client_generated_id of the last edit, and the version that it made; later ones are moves of the state.
    last_change uuid not null,
    edited_version bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    deleted_at timestamptz,
    state text not null check (state in ('PREP', 'TRAINING', 'EVENT_ACTIVE', 'MISSION_COMPLETE')),
    -- When it next moves on by its dates, if it does.
    moves_at timestamptz,
    name text not null,
    mission_type text not null,
    prep_start date not null,
    event_start date not null,
    event_end date not null,
    time_zone text not null,
    points_schema jsonb,
    constraints jsonb not null,
    notification_preferences jsonb not null,
    notes text
);
create index missions_newest_first on training.missions (user_id, created_at desc, mission_id desc);
create index missions_due on training.missions (moves_at) where moves_at is not null;
create index missions_tombstones on training.missions (deleted_at) where deleted_at is not null;

-- Every move of a mission's state.
create table training.mission_history (
    mission_id uuid not null references training.missions on delete cascade,
    -- Of the mission, that the move made.
    version bigint not null,
    at timestamptz not null,
    actor_id uuid not null,
    from_state text not null,
    to_state text not null,
    reason text,
    primary key (mission_id, version)
);

-- What they pay is counted from them, and stands nowhere.
create table training.mission_stages (
    stage_id uuid primary key,
    mission_id uuid not null references training.missions on delete cascade,
    user_id uuid not null,
    version bigint not null,
    last_change uuid not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    deleted_at timestamptz,
    stage_number smallint not null,
    stage_type text not null,
    ride_mode text,
    completed_at timestamptz,
    activity_id uuid,
    notes text
);
create unique index mission_stages_in_order on training.mission_stages (mission_id, stage_number)
    where deleted_at is null;
create index mission_stages_of_mission on training.mission_stages (mission_id);
create index mission_stages_tombstones on training.mission_stages (deleted_at) where deleted_at is not null;
