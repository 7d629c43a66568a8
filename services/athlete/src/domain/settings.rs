//! What the onboarding form must hold beyond its schema.

use taper_events::FieldError;
use taper_events::athlete::{FeedVisibility, Settings};

/// What is wrong with a form. `has_passcode`: one is stored from before.
pub(crate) fn faults(settings: &Settings, has_passcode: bool) -> Vec<FieldError> {
    let mut faults = Vec::new();
    let mut fault = |pointer: String, code, message| faults.push(FieldError::new(pointer, code, message));
    let wants_passcode = settings.feed_visibility == Some(FeedVisibility::Passcode);
    if wants_passcode && settings.passcode.is_none() && !has_passcode {
        fault("/passcode".into(), "passcode_missing", "A feed behind a passcode needs one.");
    }
    if settings.weight.value <= 0.0 {
        fault("/weight/value".into(), "minimum", "Body weight is more than nothing.");
    }
    if settings.weekly_hours.is_some_and(|hours| hours.min > hours.max) {
        fault("/weekly_hours/max".into(), "range", "The most is less than the least.");
    }
    if settings.hr_rest.zip(settings.hr_max).is_some_and(|(rest, max)| rest >= max) {
        fault("/hr_rest".into(), "range", "The resting heart rate is not below the maximum.");
    }
    if settings.most_important_lift.is_some() && settings.most_important_lift == settings.least_important_lift {
        fault("/least_important_lift".into(), "same_lift", "One lift is both the most and the least important.");
    }
    for (i, competition) in settings.past_competitions.iter().enumerate() {
        if competition.end_date.is_some_and(|end| end < competition.start_date) {
            fault(format!("/past_competitions/{i}/end_date"), "range", "It ends before it starts.");
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;
    use taper_events::{Secret, Weight};

    fn form() -> Settings {
        serde_json::from_value(serde_json::json!({
            "weight": Weight::kg(82.5), "training_days_per_week": 4
        }))
        .unwrap()
    }

    fn codes(settings: &Settings, has_passcode: bool) -> Vec<String> {
        faults(settings, has_passcode).into_iter().map(|f| f.code).collect()
    }

    #[test]
    fn weight_and_days_are_enough() {
        assert_eq!(codes(&form(), false), [""; 0]);
    }

    #[test]
    fn a_passcode_feed_needs_a_passcode_now_or_from_before() {
        let mut form = Settings { feed_visibility: Some(FeedVisibility::Passcode), ..form() };
        assert_eq!(codes(&form, false), ["passcode_missing"]);
        assert_eq!(codes(&form, true), [""; 0]);
        form.passcode = Some(Secret::new("1234"));
        assert_eq!(codes(&form, false), [""; 0]);
    }

    #[test]
    fn what_contradicts_itself_is_named_by_place() {
        let form = Settings { hr_rest: Some(100), hr_max: Some(90), ..form() };
        assert_eq!(faults(&form, false)[0].pointer, "/hr_rest");
    }
}
