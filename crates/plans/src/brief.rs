//! What a plan is made for: the form of onboarding, as far as it was filled in, and the day.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use taper_events::athlete::{AddPerMonth, EventStyle, Lift, Settings, VolumePreference, Weekday, WeeklyHours};
use utoipa::ToSchema;

use crate::template::Template;

/// The longest plan that is made, days: a year. A longer way is better planned when half of it lies behind.
pub const MAX_DAYS: i64 = 366;
pub const MIN_TAPER_DAYS: u8 = 4;
pub const MAX_TAPER_DAYS: u8 = 28;
/// A recovery rating up to this is slow.
const SLOW: u8 = 2;
/// A recovery rating from this is fast.
const FAST: u8 = 4;

/// One of each lift of the meet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lifts<T> {
    pub squat: T,
    pub bench: T,
    pub deadlift: T,
}

impl<T: Copy> Lifts<T> {
    pub fn of(&self, lift: Lift) -> T {
        match lift {
            Lift::Squat => self.squat,
            Lift::Bench => self.bench,
            Lift::Deadlift => self.deadlift,
        }
    }
}

/// In which words exercises and workouts are named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    #[default]
    En,
    De,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Sport {
    #[default]
    Ride,
    Run,
    Row,
    Swim,
    Ski,
}

impl Sport {
    /// As plans write it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Ride => "ride",
            Self::Run => "run",
            Self::Row => "row",
            Self::Swim => "swim",
            Self::Ski => "ski",
        }
    }
}

/// Everything that a plan is made from. What was not said changes nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Brief {
    pub template: Template,
    pub start: NaiveDate,
    pub comp_date: NaiveDate,
    /// 1 to 7.
    pub days_per_week: u8,
    pub preferred_days: Vec<Weekday>,
    /// Days of every week on which nobody can train.
    pub unavailable_days: Vec<Weekday>,
    pub unavailable_dates: Vec<NaiveDate>,
    pub session_minutes: Option<u16>,
    pub volume: Option<VolumePreference>,
    /// 1 slow to 5 fast.
    pub recovery: Lifts<Option<u8>>,
    pub most_important: Option<Lift>,
    pub least_important: Option<Lift>,
    pub add_per_month: Option<AddPerMonth>,
    pub recovers_from_heavy_deads: Option<bool>,
    pub injuries: Vec<String>,
    pub form_issues: Vec<String>,
    /// One-repetition maxima, kg.
    pub maxes: Lifts<Option<f64>>,
    /// Days before the competition in which training gets less; by the template if absent.
    pub taper_days: Option<u8>,
    pub weekly_hours: Option<WeeklyHours>,
    pub event_style: Option<EventStyle>,
    pub sport: Sport,
    pub locale: Locale,
}

/// Why no plan can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// The competition is not after the first day.
    NoTime,
    /// More than [`MAX_DAYS`].
    TooLong,
    /// Nobody trains on so many days.
    DaysPerWeek,
    /// No day of the week is left to train on.
    NoDayLeft,
}

impl Brief {
    /// What the template, the days and the form of onboarding say; without a form all of it is open.
    pub fn new(template: Template, (start, comp_date): (NaiveDate, NaiveDate), days_per_week: u8) -> Self {
        Self {
            template,
            start,
            comp_date,
            days_per_week,
            preferred_days: Vec::new(),
            unavailable_days: Vec::new(),
            unavailable_dates: Vec::new(),
            session_minutes: None,
            volume: None,
            recovery: Lifts::default(),
            most_important: None,
            least_important: None,
            add_per_month: None,
            recovers_from_heavy_deads: None,
            injuries: Vec::new(),
            form_issues: Vec::new(),
            maxes: Lifts::default(),
            taper_days: None,
            weekly_hours: None,
            event_style: None,
            sport: Sport::default(),
            locale: Locale::default(),
        }
    }

    /// With what the athlete wrote down about themselves.
    pub fn about(self, settings: &Settings) -> Self {
        Self {
            days_per_week: settings.training_days_per_week,
            preferred_days: settings.preferred_days.clone(),
            session_minutes: settings.session_length_minutes,
            volume: settings.volume_preference,
            recovery: Lifts {
                squat: settings.recovery_rating_squat,
                bench: settings.recovery_rating_bench,
                deadlift: settings.recovery_rating_dead,
            },
            most_important: settings.most_important_lift,
            least_important: settings.least_important_lift,
            add_per_month: settings.add_per_month,
            recovers_from_heavy_deads: settings.recovers_from_heavy_deads,
            injuries: settings.injuries.clone(),
            form_issues: settings.form_issues.clone(),
            weekly_hours: settings.weekly_hours,
            event_style: settings.event_style,
            ..self
        }
    }

    /// # Errors
    /// Why no plan can be made.
    pub(crate) fn check(&self) -> Result<(), Unfit> {
        if self.comp_date <= self.start {
            return Err(Unfit::NoTime);
        }
        if (self.comp_date - self.start).num_days() > MAX_DAYS {
            return Err(Unfit::TooLong);
        }
        if !(1..=7).contains(&self.days_per_week) {
            return Err(Unfit::DaysPerWeek);
        }
        Ok(())
    }

    pub(crate) fn is_slow(&self, lift: Lift) -> bool {
        self.recovery.of(lift).is_some_and(|rating| rating <= SLOW)
    }

    pub(crate) fn is_fast(&self, lift: Lift) -> bool {
        self.recovery.of(lift).is_some_and(|rating| rating >= FAST)
    }

    /// Whether heavy deadlifts need more time than others.
    pub(crate) fn spares_deadlifts(&self) -> bool {
        costs_more(self.recovers_from_heavy_deads, self.recovery.deadlift)
    }

    /// Kilograms that a maximum rises each month, if all goes well.
    pub(crate) fn kg_per_month(&self) -> Option<f64> {
        match self.add_per_month? {
            AddPerMonth::TwoAndAHalf => Some(2.5),
            AddPerMonth::Five => Some(5.0),
            AddPerMonth::Nothing => None,
        }
    }

    /// Days before the competition.
    pub(crate) fn days_out(&self, day: NaiveDate) -> i64 {
        (self.comp_date - day).num_days()
    }

    /// Days of the taper: as wished or as the template has it, and never more than a third of the way.
    pub(crate) fn taper(&self) -> i64 {
        let wished = self.taper_days.map(|days| days.clamp(MIN_TAPER_DAYS, MAX_TAPER_DAYS));
        let days = i64::from(wished.unwrap_or_else(|| self.template.taper_days()));
        days.min((self.days_out(self.start) + 1) / 3)
    }
}

/// Whether heavy deadlifts cost an athlete more than others, as the form of onboarding says.
pub fn spares_deadlifts(settings: &Settings) -> bool {
    costs_more(settings.recovers_from_heavy_deads, settings.recovery_rating_dead)
}

fn costs_more(recovers: Option<bool>, rating: Option<u8>) -> bool {
    recovers == Some(false) || rating.is_some_and(|rating| rating <= SLOW)
}
