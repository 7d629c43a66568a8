-- A deleted plan stays as a tombstone without content until its id may be forgotten.
create table training.plans (
    plan_id uuid primary key,
    user_id uuid not null,
    version bigint not null,
    -- client_generated_id of the change that made this version.
    last_change uuid not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    deleted_at timestamptz,
    mission_id uuid,
    name text,
    start_date date not null,
    comp_date date not null,
    time_zone text not null,
    training_days_per_week smallint not null,
    -- Whole, as the athlete wrote them: a plan is read and replaced as one.
    workouts jsonb not null,
    reminders jsonb not null
);
create index plans_newest_first on training.plans (user_id, created_at desc, plan_id desc);
create index plans_tombstones on training.plans (deleted_at) where deleted_at is not null;

-- Which plan a workout's id belongs to, and what a list of workouts says of it.
create table training.planned_workouts (
    workout_id uuid primary key,
    plan_id uuid not null references training.plans on delete cascade,
    user_id uuid not null,
    date date not null,
    title text
);
create index planned_workouts_of_plan on training.planned_workouts (plan_id);

-- Workouts that were begun or done, planned or not.
create table training.workouts (
    workout_id uuid primary key,
    user_id uuid not null,
    version bigint not null,
    last_change uuid not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    deleted_at timestamptz,
    -- As the start said; a completion may say otherwise of itself.
    started_at timestamptz,
    started_of_plan uuid,
    completed_at timestamptz,
    done jsonb,
    -- Where it stands in the history.
    performed_at timestamptz not null,
    check (deleted_at is not null or started_at is not null or completed_at is not null),
    check ((completed_at is null) = (done is null))
);
create index workouts_newest_first on training.workouts (user_id, performed_at desc, workout_id desc);
create index workouts_tombstones on training.workouts (deleted_at) where deleted_at is not null;
