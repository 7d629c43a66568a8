//! What a plan would lead to.

use chrono::NaiveDate;
use taper_events::athlete::Settings;
use taper_events::training::{MissionConstraints, Plan};
use taper_plans::{Assumed, Facts, Ladder, Warning, planned_stress, review, seconds_of, spares_deadlifts};
use taper_science::load::{DailyStress, Form, projected};

use crate::domain::maxima::Maxima;

/// What is known of the athlete whose plan it is.
pub(crate) struct Athlete {
    pub settings: Option<Settings>,
    pub maxima: Maxima,
    /// After today.
    pub standing: Form,
}

/// How a plan would go if it were kept.
#[derive(Debug)]
pub(crate) struct Outlook {
    /// Of each workout, in the plan's order: how long it takes, and its stress if anything says that.
    pub sessions: Vec<(u32, Option<f64>)>,
    /// From tomorrow through the competition day.
    pub projected: Vec<Form>,
    pub warnings: Vec<Warning>,
    /// All progressions on the competition day, every step taken.
    pub ladder: Ladder,
}

/// The outlook on a plan as it stands today: what is over counts by what was done, which `athlete` knows.
pub(crate) fn outlook(plan: &Plan, athlete: &Athlete, constraints: Option<&MissionConstraints>) -> Outlook {
    let today = athlete.standing.day;
    let ladder = Ladder::climb(plan, |_| None, Assumed::Made);
    let base = |name: &str| {
        let key = taper_plans::key_of(name);
        let rule = plan.progressions.iter().find(|rule| taper_plans::key_of(&rule.exercise) == key);
        rule.map(|rule| rule.base.in_kg())
    };
    let max_of = |name: &str| base(name).or_else(|| Some(athlete.maxima.of_exercise(name)?.weight));
    let sessions: Vec<(u32, Option<f64>)> =
        plan.workouts.iter().map(|workout| (seconds_of(workout), planned_stress(workout, &max_of))).collect();
    let ahead = || plan.workouts.iter().zip(&sessions).filter(|(workout, _)| workout.date > today);
    let mut stress = DailyStress::new();
    for (workout, (_, cost)) in ahead() {
        *stress.entry(workout.date).or_default() += cost.unwrap_or_default();
    }
    // The day itself has no prescription but its attempts.
    let unknown = ahead().filter(|(workout, (_, cost))| cost.is_none() && workout.date < plan.comp_date).count();
    let projected: Vec<Form> =
        projected(athlete.standing, &stress, plan.comp_date).into_iter().map(|day| day.0).collect();
    let settings = athlete.settings.as_ref();
    let facts = Facts {
        plan,
        session_minutes: settings.and_then(|settings| settings.session_length_minutes),
        spares_deadlifts: settings.is_some_and(spares_deadlifts),
        unavailable_days: constraints.map(|one| one.unavailable_days.as_slice()).unwrap_or_default(),
        unavailable_dates: constraints.map(|one| one.unavailable_dates.as_slice()).unwrap_or_default(),
        min_tsb: constraints.and_then(|one| one.min_tsb),
        projected: &projected,
        unknown,
        max_of: &max_of,
    };
    let warnings = review(&facts);
    Outlook { sessions, projected, warnings, ladder }
}

/// How somebody stands at the end of a day, by the stress of each day until then. Who did nothing yet stands at nothing.
pub(crate) fn standing(stress: &DailyStress, today: NaiveDate) -> Form {
    let nothing = Form { day: today, ctl: 0.0, atl: 0.0, tsb: 0.0 };
    taper_science::load::actual(stress, today).last().map_or(nothing, |day| day.0)
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use taper_plans::WarningCode;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn a_plan() -> Plan {
        let ride = |n: u32, day: &str| {
            json!({"workout_id": uuid::Uuid::from_u128(n.into()), "date": day,
                "endurance": {"sport": "ride", "duration_seconds": 3600, "target_tss": 70}})
        };
        serde_json::from_value(json!({
            "start_date": "2027-01-04", "comp_date": "2027-01-31", "time_zone": "UTC", "training_days_per_week": 2,
            "workouts": [ride(1, "2027-01-05"), ride(2, "2027-01-12"), {"workout_id": uuid::Uuid::from_u128(3), "date": "2027-01-13"}]
        }))
        .unwrap()
    }

    fn athlete(today: &str) -> Athlete {
        Athlete { settings: None, maxima: Maxima::default(), standing: standing(&DailyStress::new(), day(today)) }
    }

    #[test]
    fn only_what_is_ahead_is_projected() {
        let outlook = outlook(&a_plan(), &athlete("2027-01-10"), None);
        assert_eq!(outlook.sessions, [(3600, Some(70.0)), (3600, Some(70.0)), (0, None)]);
        assert_eq!(outlook.projected.len(), 21);
        let ctl = |text: &str| outlook.projected.iter().find(|form| form.day == day(text)).unwrap().ctl;
        assert_eq!(ctl("2027-01-11"), 0.0);
        assert!((ctl("2027-01-12") - 70.0 * -(-1.0_f64 / 42.0).exp_m1()).abs() < 1e-9);
        let unknown = outlook.warnings.iter().find(|warning| warning.code == WarningCode::LoadUnknown).unwrap();
        assert_eq!(unknown.value, Some(1.0));
    }

    #[test]
    fn a_mission_says_what_cannot_be() {
        let constraints = MissionConstraints { unavailable_dates: vec![day("2027-01-12")], ..Default::default() };
        let outlook = outlook(&a_plan(), &athlete("2027-01-04"), Some(&constraints));
        assert!(outlook.warnings.iter().any(|warning| warning.code == WarningCode::DayUnavailable));
    }

    #[test]
    fn who_did_nothing_stands_at_nothing_today() {
        assert_eq!(athlete("2027-01-10").standing, Form { day: day("2027-01-10"), ctl: 0.0, atl: 0.0, tsb: 0.0 });
    }
}
