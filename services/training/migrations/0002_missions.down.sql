drop table training.mission_stages, training.mission_history, training.missions;
