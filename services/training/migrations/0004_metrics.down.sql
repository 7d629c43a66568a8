drop table training.metrics_due;
drop table training.daily_metrics;
drop table training.done_exercises;
alter table training.workouts drop derived, drop words;
delete from training.athletes where settings is null;
alter table training.athletes
    drop settings_submitted_at,
    drop time_zone,
    alter settings_version drop default,
    alter settings set not null;
