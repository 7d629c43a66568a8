alter table training.plans add progressions jsonb not null default '[]';

-- Training stress of what was done; null where no effort was written down.
alter table training.workouts add stress double precision;

-- What athletes have written down about themselves, as the athlete service last told it.
create table training.athletes (
    user_id uuid primary key,
    settings_version bigint not null,
    settings jsonb not null
);
