alter table training.athletes
    alter settings drop not null,
    alter settings_version set default 0,
    -- Weeks until the competition count from there.
    add settings_submitted_at timestamptz,
    add time_zone text;

-- What was done, exercise by exercise: derived from training.workouts.done, and written anew with it.
create table training.done_exercises (
    workout_id uuid not null references training.workouts on delete cascade,
    -- One name for all ways of writing it.
    exercise text not null,
    user_id uuid not null,
    name text not null,
    performed_at timestamptz not null,
    -- Set by set.
    reps smallint[] not null,
    weights_kg float8[] not null,
    rpes float8[] not null,
    load_kg float8 not null,
    heaviest_kg float8,
    best_e1rm_kg float8,
    primary key (workout_id, exercise)
);
create index done_exercises_newest_first
    on training.done_exercises (user_id, exercise, performed_at desc, workout_id desc);

alter table training.workouts
    -- Which rules what is derived was derived by; 0: by none yet.
    add derived smallint not null default 0,
    -- What it is found by, in small letters.
    add words text;
create index workouts_underived on training.workouts (workout_id) where derived < 1 and done is not null;

-- How somebody stood on a day, in the athlete's own time zone.
create table training.daily_metrics (
    user_id uuid not null,
    day date not null,
    stress float8 not null,
    workouts integer not null,
    -- Of how many of them nothing says how hard they were.
    unknown integer not null,
    ctl float8 not null,
    atl float8 not null,
    tsb float8 not null,
    readiness float8,
    confidence float8,
    maxima jsonb not null,
    primary key (user_id, day)
);

-- Whose metrics are to be counted anew, from when on, and when. Only ever added to by those who change something, so that
-- none of them waits for another.
create table training.metrics_due (
    user_id uuid not null,
    since timestamptz not null,
    due_at timestamptz not null
);
create index metrics_due_soonest on training.metrics_due (due_at);
create index metrics_due_of_athlete on training.metrics_due (user_id);
