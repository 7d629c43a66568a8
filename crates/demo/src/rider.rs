//! Somebody who trains for days on a bicycle: four rides a week, and a tour that is over.

use chrono::{Duration, NaiveDate, Weekday};
use serde_json::json;
use taper_events::athlete::SettingsSubmitted;
use taper_events::training::{
    Endurance, Mission, MissionConstraints, MissionNotifications, MissionSubmitted, MissionType, Plan, PlanCreated,
    PlannedWorkout, RideMode, Stage, StageSubmitted, StageType, WorkoutCompleted, WorkoutDone, Zone,
};
use taper_events::{BasedOn, MissionId, PlanId, TimeZone, Weight, WorkoutId};

use crate::calendar::{Block, Day, WEEKS_OF_A_PLAN, blocks, evening};
use crate::chance::Chance;
use crate::writer::Writer;

pub(crate) struct Rider {
    /// Kilograms.
    pub body_weight: f64,
    pub age: u8,
    /// Watts, two years ago.
    pub ftp: f64,
    /// Of it, in two years.
    pub growth: f64,
    pub weekdays: &'static [Weekday],
}

/// Title, minutes, zone and stress of an hour.
const RIDES: [(&str, u32, u8, f64); 4] =
    [("Threshold", 75, 4, 75.0), ("Endurance", 90, 2, 50.0), ("Long ride", 180, 2, 48.0), ("Tempo", 120, 3, 62.0)];

/// Share of a ride's usual length, week by week of a plan.
const WAVE: [f64; 16] = [0.8, 0.9, 1.0, 0.7, 0.9, 1.0, 1.1, 0.7, 1.0, 1.1, 1.2, 0.8, 1.1, 1.2, 0.8, 0.5];

const STAGES: [(StageType, RideMode); 5] = [
    (StageType::Prologue, RideMode::Gc),
    (StageType::Flat, RideMode::Breakaway),
    (StageType::Hilly, RideMode::Gc),
    (StageType::Mountain, RideMode::Steady),
    (StageType::Itt, RideMode::Gc),
];

impl Rider {
    pub(crate) fn write(&self, writer: &mut Writer, today: NaiveDate, meet: NaiveDate, zone: TimeZone) {
        self.settings(writer, today, zone);
        for block in blocks(today, meet, self.weekdays) {
            self.block(writer, &block, today, zone);
        }
        tour(writer, meet - Duration::weeks(30), zone);
        let at = evening(today - Duration::weeks(11), zone, &mut writer.chance);
        mission(writer, at, "Winter gran fondo", MissionType::GranFondo, (meet, meet), zone);
    }

    fn settings(&self, writer: &mut Writer, today: NaiveDate, zone: TimeZone) {
        let ftp = (self.ftp * (1.0 + self.growth)).round();
        let settings = json!({
            "weight": Weight::kg(self.body_weight),
            "training_days_per_week": self.weekdays.len(),
            "age": self.age,
            "ftp": ftp as u16,
            "weekly_hours": {"min": 6, "max": 9},
            "event_style": "steady",
            "hr_max": 208 - u16::from(self.age) * 7 / 10,
            "hr_rest": writer.chance.between(44, 58),
        });
        let Ok(settings) = serde_json::from_value(settings) else { return };
        let at = evening(today - Duration::weeks(11), zone, &mut writer.chance);
        writer.send(at, &SettingsSubmitted { based_on: BasedOn::default(), settings });
    }

    fn block(&self, writer: &mut Writer, block: &Block, today: NaiveDate, zone: TimeZone) {
        let plan_id = PlanId(writer.chance.id());
        let planned: Vec<PlannedWorkout> = block.days.iter().map(|day| planned(*day, &mut writer.chance)).collect();
        if let Some(comp_date) = block.meet {
            let at = evening(block.start - Duration::days(2), zone, &mut writer.chance);
            let plan = Plan {
                mission_id: None,
                name: None,
                start_date: block.start,
                comp_date,
                time_zone: zone,
                training_days_per_week: u8::try_from(self.weekdays.len()).unwrap_or(7),
                workouts: planned.clone(),
                reminders: Vec::new(),
                progressions: Vec::new(),
            };
            writer.send(at, &PlanCreated { plan_id: Some(plan_id), plan });
        }
        let plan_id = block.meet.is_some().then_some(plan_id);
        for workout in planned.iter().filter(|workout| workout.date < today) {
            if writer.chance.happens(if plan_id.is_some() { 90 } else { 65 }) {
                ridden(writer, workout, plan_id, zone);
            }
        }
    }
}

fn planned(day: Day, chance: &mut Chance) -> PlannedWorkout {
    let (title, minutes, zone, stress) = RIDES[day.number % RIDES.len()];
    let wave = day.week.and_then(|week| usize::try_from(week).ok()).map_or(0.8, |week| WAVE[week.min(WAVE.len() - 1)]);
    let seconds = ((f64::from(minutes) * wave / 5.0).round() * 300.0) as u32;
    PlannedWorkout {
        workout_id: WorkoutId(chance.id()),
        date: day.date,
        original_date: None,
        title: Some(title.to_owned()),
        notes: None,
        exercises: Vec::new(),
        endurance: Some(Endurance {
            sport: "ride".to_owned(),
            duration_seconds: seconds,
            zones: vec![Zone { zone, seconds }],
            target_tss: Some((stress * f64::from(seconds) / 3600.0).round()),
        }),
    }
}

fn ridden(writer: &mut Writer, planned: &PlannedWorkout, plan_id: Option<PlanId>, zone: TimeZone) {
    let start = evening(planned.date, zone, &mut writer.chance);
    let seconds = planned.endurance.as_ref().map_or(3600, |ride| ride.duration_seconds);
    let seconds = f64::from(seconds) * writer.chance.about_one(0.1);
    let done = WorkoutDone {
        title: planned.title.clone(),
        plan_id,
        start_timestamp: Some(start),
        duration_seconds: seconds as u32,
        exercises_summary: Vec::new(),
        rpe_summary: Some(writer.chance.between(8, 17) as f64 / 2.0),
        notes: None,
    };
    writer.send(start + Duration::seconds(seconds as i64), &WorkoutCompleted { workout_id: planned.workout_id, done });
}

/// Five stages that were ridden, with what they paid.
fn tour(writer: &mut Writer, start: NaiveDate, zone: TimeZone) {
    let end = start + Duration::days(4);
    let at = evening(start - Duration::weeks(WEEKS_OF_A_PLAN), zone, &mut writer.chance);
    let mission_id = mission(writer, at, "Tour of the lakes", MissionType::StageRace, (start, end), zone);
    for (number, (stage_type, ride_mode)) in (1..).zip(STAGES) {
        let completed_at = evening(start + Duration::days(i64::from(number) - 1), zone, &mut writer.chance);
        let stage = Stage {
            stage_number: number,
            stage_type,
            ride_mode: Some(ride_mode),
            completed_at: Some(completed_at),
            activity_id: None,
            notes: None,
        };
        let stage_id = Some(writer.chance.id().into());
        writer.send(completed_at, &StageSubmitted { mission_id, stage_id, based_on: BasedOn::default(), stage });
    }
}

fn mission(
    writer: &mut Writer,
    at: chrono::DateTime<chrono::Utc>,
    name: &str,
    mission_type: MissionType,
    (event_start, event_end): (NaiveDate, NaiveDate),
    time_zone: TimeZone,
) -> MissionId {
    let each = json!({"gc": 10, "breakaway": 12, "steady": 6});
    let points = json!({
        "flat": each, "hilly": each, "mountain": {"gc": 20, "breakaway": 22, "steady": 14}, "itt": each, "prologue": each,
        "bonuses": {"consecutive_5": {"threshold": 5, "points": 15}},
    });
    let mission = Mission {
        name: name.to_owned(),
        mission_type,
        prep_start: event_start - Duration::weeks(WEEKS_OF_A_PLAN),
        event_start,
        event_end,
        time_zone,
        points_schema: (mission_type == MissionType::StageRace).then(|| serde_json::from_value(points).ok()).flatten(),
        constraints: MissionConstraints::default(),
        notification_preferences: MissionNotifications::default(),
        notes: None,
    };
    let id = MissionId(writer.chance.id());
    writer.send(at, &MissionSubmitted { mission_id: Some(id), based_on: BasedOn::default(), mission });
    id
}
