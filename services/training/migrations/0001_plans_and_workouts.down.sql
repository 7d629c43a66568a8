drop table training.workouts, training.planned_workouts, training.plans;
