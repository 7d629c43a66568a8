drop table training.athletes;
alter table training.workouts drop stress;
alter table training.plans drop progressions;
