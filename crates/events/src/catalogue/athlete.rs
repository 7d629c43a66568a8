//! Onboarding and app settings.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{choices, events};
use crate::{Aggregate, BasedOn, FieldError, Secret, SettingsId, Weight};

/// The onboarding form (ATH-1). What is absent makes what needs it "not available", never guessed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Settings {
    pub weight: Weight,
    #[schema(minimum = 1, maximum = 7)]
    pub training_days_per_week: u8,
    /// Years.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 10, maximum = 120)]
    pub age: Option<u8>,
    /// Centimetres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 80, maximum = 260)]
    pub height: Option<f64>,
    /// As the federation writes it, such as `-93 kg`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 32)]
    pub target_weight_class: Option<String>,
    /// As submitted; counts from the submission's date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 156)]
    pub weeks_until_comp: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub squat_goal: Option<Weight>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bench_goal: Option<Weight>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dead_goal: Option<Weight>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most_important_lift: Option<Lift>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least_important_lift: Option<Lift>,
    /// 1 slow to 5 fast.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 5)]
    pub recovery_rating_squat: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 5)]
    pub recovery_rating_bench: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 5)]
    pub recovery_rating_dead: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 10, maximum = 600)]
    pub session_length_minutes: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight_plan: Option<WeightPlan>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(schema_with = super::tag_list)]
    pub form_issues: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(schema_with = super::tag_list)]
    pub injuries: Vec<String>,
    #[serde(default)]
    pub evaluate_feasibility: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 64)]
    pub federation: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub knee_sleeve: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadlift_style: Option<DeadliftStyle>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub squat_stance: Option<SquatStance>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub add_per_month: Option<AddPerMonth>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volume_preference: Option<VolumePreference>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recovers_from_heavy_deads: Option<bool>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 100)]
    pub past_competitions: Vec<PastCompetition>,
    /// Functional threshold power, watts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 30, maximum = 700)]
    pub ftp: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weekly_hours: Option<WeeklyHours>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 7)]
    pub preferred_days: Vec<Weekday>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event_style: Option<EventStyle>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 200)]
    pub communication_preference: Option<String>,
    /// Critical power, watts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 30, maximum = 700)]
    pub cp: Option<u16>,
    /// Work above critical power, joules.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1000, maximum = 60000)]
    pub w_prime: Option<u32>,
    /// Beats per minute.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 80, maximum = 240)]
    pub hr_max: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 20, maximum = 120)]
    pub hr_rest: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub equipment: Option<Equipment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feed_visibility: Option<FeedVisibility>,
    /// Opens the feed to those who know it. In an intent only; never in a fact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passcode: Option<Secret>,
}

choices! {
    /// A lift of the meet.
    Lift { Squat = "squat", Bench = "bench", Deadlift = "deadlift" }
    /// What body weight should do.
    WeightPlan { Gain = "gain", Lose = "lose", Maintain = "maintain" }
    DeadliftStyle { Sumo = "sumo", Conventional = "conv" }
    SquatStance { Wide = "wide", Narrow = "narrow" }
    /// Kilograms added to a lift each month.
    AddPerMonth { TwoAndAHalf = "2.5", Five = "5", Nothing = "none" }
    VolumePreference { Low = "low", High = "high" }
    EventStyle { GeneralClassification = "gc", Breakaway = "breakaway", Steady = "steady" }
    Equipment { Raw = "raw", Equipped = "equipped" }
    FeedVisibility { Public = "public", Passcode = "passcode" }
    Weekday { Monday = "mon", Tuesday = "tue", Wednesday = "wed", Thursday = "thu", Friday = "fri", Saturday = "sat", Sunday = "sun" }
    /// What weights are shown in.
    Units { Kg = "kg", Lb = "lb" }
    Locale { English = "en", German = "de" }
    Theme { System = "system", Light = "light", Dark = "dark" }
    Clock { TwentyFour = "24h", Twelve = "12h" }
    /// Where the app keeps grants of passcode feeds.
    TokenStorage { Cookie = "cookie", LocalStorage = "local_storage" }
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct WeeklyHours {
    #[schema(minimum = 0, maximum = 60)]
    pub min: f64,
    #[schema(minimum = 0, maximum = 60)]
    pub max: f64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PastCompetition {
    pub start_date: NaiveDate,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_date: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 9)]
    pub attempts: Vec<Attempt>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<Weight>,
}

/// One of the three tries at a lift.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Attempt {
    pub lift: Lift,
    #[schema(minimum = 1, maximum = 3)]
    pub number: u8,
    pub weight: Weight,
    pub good: bool,
}

/// How the app looks and counts (ATH-8). What is absent nobody chose: there each device goes by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AppSettings {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub units: Option<Units>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<Locale>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<Theme>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<Clock>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token_storage: Option<TokenStorage>,
}

/// `user.settings.submitted`: the settings themselves, and what they were written on. Without that the later
/// written stand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SettingsSubmitted {
    #[serde(flatten)]
    pub based_on: BasedOn,
    #[serde(flatten)]
    pub settings: Settings,
}

/// The settings that now stand, without the passcode.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SettingsPersisted {
    pub id: SettingsId,
    pub settings_id: SettingsId,
    #[schema(minimum = 1)]
    pub version: i64,
    pub settings: Settings,
    pub has_passcode: bool,
    /// When the athlete submitted it: `weeks_until_comp` counts from that day.
    pub submitted_at: DateTime<Utc>,
    /// The submission was older than what stands, and changed nothing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub superseded: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SettingsFailed {
    #[schema(max_items = 100)]
    pub errors: Vec<FieldError>,
    /// What stands instead of what the form was written on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theirs: Option<Box<SettingsPersisted>>,
}

/// `user.app_settings.submitted`: as [`SettingsSubmitted`].
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AppSettingsSubmitted {
    #[serde(flatten)]
    pub based_on: BasedOn,
    #[serde(flatten)]
    pub app_settings: AppSettings,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AppSettingsPersisted {
    pub id: SettingsId,
    #[schema(minimum = 1)]
    pub version: i64,
    pub app_settings: AppSettings,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub superseded: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AppSettingsFailed {
    #[schema(max_items = 100)]
    pub errors: Vec<FieldError>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theirs: Option<AppSettingsPersisted>,
}

events! {
    SettingsSubmitted: Intent "user.settings.submitted" (1, 1) of "athlete" by Aggregate::Subject;
    SettingsPersisted: Persisted "user.settings.persisted" (1, 0) of "athlete" by Aggregate::Subject;
    SettingsFailed: Failed "user.settings.failed" (1, 1) of "athlete" by Aggregate::Subject;
    AppSettingsSubmitted: Intent "user.app_settings.submitted" (1, 1) of "athlete" by Aggregate::Subject;
    AppSettingsPersisted: Persisted "user.app_settings.persisted" (1, 0) of "athlete" by Aggregate::Subject;
    AppSettingsFailed: Failed "user.app_settings.failed" (1, 1) of "athlete" by Aggregate::Subject;
}

#[cfg(test)]
mod tests {
    #[test]
    fn choices_are_described_as_they_are_sent() {
        let entry = crate::entry("user.app_settings.submitted").expect("in the catalogue");
        let schema = crate::client_schema(entry).to_string();
        for choice in ["24h", "12h", "en", "de", "system", "cookie", "local_storage", "kg", "lb"] {
            assert!(schema.contains(&format!("\"{choice}\"")), "{choice} is missing");
        }
        assert!(!schema.contains("TwentyFour"), "a variant's name is not what is sent");
    }
}
