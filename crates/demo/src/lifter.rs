//! Somebody who trains for the platform: three lifts, a plan of sixteen weeks for each meet, lighter weeks in between.

use chrono::{DateTime, Duration, NaiveDate, Utc, Weekday};
use serde_json::json;
use taper_events::athlete::{Attempt, Lift, PastCompetition, SettingsSubmitted};
use taper_events::training::{
    DoneExercise, DoneSet, Mission, MissionConstraints, MissionNotifications, MissionSubmitted, MissionType, Plan,
    PlanCreated, PlannedExercise, PlannedSet, PlannedWorkout, WorkoutCompleted, WorkoutDone,
};
use taper_events::{BasedOn, MissionId, PlanId, TimeZone, Weight, WorkoutId};

use crate::WEEKS_BACK;
use crate::calendar::{Block, Day, WEEKS_OF_A_PLAN, blocks, evening};
use crate::chance::Chance;
use crate::writer::Writer;

pub(crate) struct Lifter {
    /// Kilograms.
    pub body_weight: f64,
    pub age: u8,
    /// Squat, bench press and deadlift two years ago, kilograms.
    pub maxima: [f64; 3],
    /// Of the maxima, in two years.
    pub growth: f64,
    pub weekdays: &'static [Weekday],
}

const LIFTS: [(Lift, &str); 3] = [(Lift::Squat, "Squat"), (Lift::Bench, "Bench press"), (Lift::Deadlift, "Deadlift")];

/// Of a day of training: its title, its lift and its second lift with a share of the first's load, and what else.
struct Session {
    title: &'static str,
    lift: usize,
    second: Option<(usize, f64)>,
    rest: [(&'static str, f64); 2],
}

const SESSIONS: [Session; 4] = [
    Session { title: "Squat", lift: 0, second: None, rest: [("Leg press", 1.3), ("Leg curl", 0.3)] },
    Session { title: "Bench press", lift: 1, second: None, rest: [("Row", 0.7), ("Triceps pushdown", 0.35)] },
    Session {
        title: "Deadlift",
        lift: 2,
        second: Some((0, 0.8)),
        rest: [("Back extension", 0.12), ("Leg curl", 0.25)],
    },
    Session { title: "Bench press, volume", lift: 1, second: None, rest: [("Overhead press", 0.5), ("Pulldown", 0.6)] },
];

/// Of the blocks, in their order: those between meets have no plan, and so no name.
const NAMES: [&str; 6] = ["", "Club cup", "", "District championship", "", "State championship"];

/// Repetitions and share of the maximum, week by week of a plan: three weeks up, one down, and the taper.
const WAVE: [(u16, f64); 16] = [
    (6, 0.68),
    (6, 0.71),
    (5, 0.74),
    (5, 0.66),
    (5, 0.74),
    (5, 0.77),
    (4, 0.80),
    (4, 0.70),
    (4, 0.79),
    (3, 0.83),
    (3, 0.86),
    (3, 0.74),
    (3, 0.86),
    (2, 0.90),
    (2, 0.92),
    (1, 0.80),
];
/// Between plans.
const OFF_SEASON: (u16, f64) = (8, 0.64);
const WARM_UP: [f64; 2] = [0.5, 0.75];

impl Lifter {
    pub(crate) fn write(&self, writer: &mut Writer, today: NaiveDate, meet: NaiveDate, zone: TimeZone) {
        let blocks = blocks(today, meet, self.weekdays);
        for (block, name) in blocks.iter().zip(NAMES) {
            self.block(writer, block, name, today, zone);
        }
        self.settings(writer, &blocks, today, zone);
    }

    fn block(&self, writer: &mut Writer, block: &Block, name: &str, today: NaiveDate, zone: TimeZone) {
        let plan_id = PlanId(writer.chance.id());
        let planned: Vec<(Day, PlannedWorkout)> =
            block.days.iter().map(|day| (*day, self.planned(*day, today, &mut writer.chance))).collect();
        if let Some(meet) = block.meet {
            let at = evening(block.start - Duration::days(2), zone, &mut writer.chance);
            let plan = Plan {
                mission_id: Some(mission(writer, at, name, meet, zone).0),
                name: Some(name.to_owned()),
                start_date: block.start,
                comp_date: meet,
                time_zone: zone,
                training_days_per_week: u8::try_from(self.weekdays.len()).unwrap_or(7),
                workouts: planned.iter().map(|(_, workout)| workout.clone()).collect(),
                reminders: Vec::new(),
                progressions: Vec::new(),
            };
            writer.send(at, &PlanCreated { plan_id: Some(plan_id), plan });
        }
        let plan_id = block.meet.is_some().then_some(plan_id);
        for (day, workout) in planned {
            // Nobody trains every time: work, a cold, a summer.
            if day.date < today && writer.chance.happens(if plan_id.is_some() { 93 } else { 70 }) {
                done(writer, day, &workout, plan_id, zone);
            }
        }
    }

    /// Kilograms, on that day.
    fn maximum(&self, lift: usize, date: NaiveDate, today: NaiveDate) -> f64 {
        let weeks = (date - today).num_weeks() + WEEKS_BACK;
        let share = (weeks as f64 / WEEKS_BACK as f64).clamp(0.0, 1.2);
        // Quick at first.
        self.maxima[lift] * (1.0 + self.growth * share.sqrt())
    }

    fn planned(&self, day: Day, today: NaiveDate, chance: &mut Chance) -> PlannedWorkout {
        let session = &SESSIONS[day.number % SESSIONS.len()];
        let week = day.week.and_then(|week| usize::try_from(week).ok());
        let (reps, share) = week.map_or(OFF_SEASON, |week| WAVE[week.min(WAVE.len() - 1)]);
        let is_taper = week.is_some_and(|week| week + 1 == WAVE.len());
        let count = match week {
            _ if is_taper => 2,
            Some(week) if week % 4 == 3 => 3,
            _ => 4,
        };
        let maximum = self.maximum(session.lift, day.date, today);
        let mut exercises = vec![heavy(LIFTS[session.lift].1, reps, maximum * share, count)];
        if let Some((lift, of)) = session.second {
            let weight = self.maximum(lift, day.date, today) * share * of;
            exercises.push(heavy(LIFTS[lift].1, reps, weight, count - 1));
        }
        if !is_taper {
            exercises.extend(session.rest.iter().map(|(name, of)| light(name, maximum * of * 0.7)));
        }
        PlannedWorkout {
            workout_id: WorkoutId(chance.id()),
            date: day.date,
            original_date: None,
            title: Some(session.title.to_owned()),
            notes: None,
            exercises,
            endurance: None,
        }
    }

    fn settings(&self, writer: &mut Writer, blocks: &[Block], today: NaiveDate, zone: TimeZone) {
        let past: Vec<PastCompetition> = blocks
            .iter()
            .filter_map(|block| block.meet)
            .filter(|meet| *meet < today)
            .map(|meet| self.competition(meet, today, &mut writer.chance))
            .collect();
        let goal = |lift: usize| json!(Weight::kg(plate(self.maximum(lift, today, today) * 1.02)));
        let settings = json!({
            "weight": Weight::kg(self.body_weight),
            "training_days_per_week": self.weekdays.len(),
            "age": self.age,
            "squat_goal": goal(0), "bench_goal": goal(1), "dead_goal": goal(2),
            "most_important_lift": writer.chance.one_of(&["squat", "bench", "deadlift"]),
            "session_length_minutes": 90,
            "volume_preference": writer.chance.one_of(&["low", "high"]),
            "equipment": "raw",
            "evaluate_feasibility": true,
            "past_competitions": past,
        });
        let Ok(settings) = serde_json::from_value(settings) else { return };
        let at = evening(today - Duration::weeks(11), zone, &mut writer.chance);
        writer.send(at, &SettingsSubmitted { based_on: BasedOn::default(), settings });
    }

    /// Three attempts at each lift, of which the last does not always go.
    fn competition(&self, meet: NaiveDate, today: NaiveDate, chance: &mut Chance) -> PastCompetition {
        let (mut attempts, mut total) = (Vec::new(), 0.0);
        for (index, (lift, _)) in LIFTS.into_iter().enumerate() {
            let maximum = self.maximum(index, meet, today);
            let mut best = 0.0;
            for (number, share) in [(1, 0.91), (2, 0.96), (3, 1.0)] {
                let (weight, good) = (plate(maximum * share), number == 1 || chance.happens(78));
                if good {
                    best = weight;
                }
                attempts.push(Attempt { lift, number, weight: Weight::kg(weight), good });
            }
            total += best;
        }
        PastCompetition { start_date: meet, end_date: None, attempts, total: Some(Weight::kg(total)) }
    }
}

fn mission(writer: &mut Writer, at: DateTime<Utc>, name: &str, meet: NaiveDate, zone: TimeZone) -> MissionId {
    let mission = Mission {
        name: name.to_owned(),
        mission_type: MissionType::PowerliftingMeet,
        prep_start: meet - Duration::weeks(WEEKS_OF_A_PLAN),
        event_start: meet,
        event_end: meet,
        time_zone: zone,
        points_schema: None,
        constraints: MissionConstraints::default(),
        notification_preferences: MissionNotifications::default(),
        notes: None,
    };
    let id = MissionId(writer.chance.id());
    writer.send(at, &MissionSubmitted { mission_id: Some(id), based_on: BasedOn::default(), mission });
    id
}

/// To what two plates of 1.25 kg allow.
fn plate(kg: f64) -> f64 {
    (kg / 2.5).round() * 2.5
}

fn set(reps: u16, kg: f64, rest_seconds: u16) -> PlannedSet {
    PlannedSet {
        reps,
        weight: Some(Weight::kg(plate(kg).max(20.0))),
        percent_1rm: None,
        rpe: None,
        rir: None,
        rest_seconds: Some(rest_seconds),
        notes: None,
    }
}

fn exercise(name: &str, sets: Vec<PlannedSet>) -> PlannedExercise {
    PlannedExercise { name: name.to_owned(), notes: None, superset: None, advances: false, sets }
}

fn heavy(name: &str, reps: u16, kg: f64, count: usize) -> PlannedExercise {
    let warm_up = WARM_UP.iter().map(|share| set(reps.min(5), kg * share, 90));
    exercise(name, warm_up.chain(std::iter::repeat_n(set(reps, kg, 180), count)).collect())
}

fn light(name: &str, kg: f64) -> PlannedExercise {
    exercise(name, vec![set(10, kg, 90); 3])
}

fn done(writer: &mut Writer, day: Day, planned: &PlannedWorkout, plan_id: Option<PlanId>, zone: TimeZone) {
    let start = evening(day.date, zone, &mut writer.chance);
    let mut clock = start;
    let chance = &mut writer.chance;
    let mut exercises = Vec::new();
    let mut efforts = 0.0;
    for exercise in &planned.exercises {
        let mut sets = Vec::new();
        for planned in &exercise.sets {
            clock += Duration::seconds(i64::from(planned.rest_seconds.unwrap_or(90)) + chance.between(20, 70));
            let weight = planned.weight.unwrap_or(Weight::kg(20.0));
            // Now and then the last repetition does not come.
            let reps = if planned.reps > 3 && chance.happens(4) { planned.reps - 1 } else { planned.reps };
            let rpe = (chance.between(13, 18) as f64) / 2.0;
            efforts += rpe;
            sets.push(DoneSet { reps, weight, rpe: Some(rpe), rir: None, completed_at: Some(clock) });
        }
        exercises.push(DoneExercise { name: exercise.name.clone(), sets });
    }
    let count = exercises.iter().map(|exercise| exercise.sets.len()).sum::<usize>().max(1);
    let done = WorkoutDone {
        title: planned.title.clone(),
        plan_id,
        start_timestamp: Some(start),
        duration_seconds: u32::try_from((clock - start).num_seconds()).unwrap_or_default(),
        exercises_summary: exercises,
        rpe_summary: Some((efforts / count as f64 * 2.0).round() / 2.0),
        notes: None,
    };
    writer.send(clock, &WorkoutCompleted { workout_id: planned.workout_id, done });
}
