//! What a mission may not say, beyond what its schema forbids.

use taper_events::FieldError;
use taper_events::training::{Mission, PointsSchema};

/// What contradicts itself in a mission.
pub(crate) fn faults(mission: &Mission) -> Vec<FieldError> {
    let mut faults = Vec::new();
    if mission.event_start < mission.prep_start {
        let message = "The event begins before the preparation does.";
        faults.push(FieldError::new("/event_start", "before_prep", message));
    }
    if mission.event_end < mission.event_start {
        faults.push(FieldError::new("/event_end", "before_start", "The event ends before it begins."));
    }
    for (i, window) in mission.constraints.unavailable_windows.iter().enumerate() {
        // Both are HH:MM.
        if window.to <= window.from {
            let pointer = format!("/constraints/unavailable_windows/{i}/to");
            faults.push(FieldError::new(pointer, "window_empty", "It ends before it begins."));
        }
    }
    faults.extend(mission.points_schema.iter().flat_map(bonus_faults));
    faults
}

fn bonus_faults(schema: &PointsSchema) -> impl Iterator<Item = FieldError> {
    schema.bonuses.iter().filter(|(name, bonus)| name.count != bonus.threshold).map(|(name, _)| {
        let pointer = format!("/points_schema/bonuses/{name}/threshold");
        FieldError::new(pointer, "not_as_named", format!("The threshold of {name} is {}.", name.count))
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::domain::mission::tests::a_mission;

    fn told(other: &Value) -> Vec<(String, String)> {
        faults(&a_mission(other)).into_iter().map(|fault| (fault.pointer, fault.code)).collect()
    }

    #[test]
    fn what_contradicts_itself_is_told_by_its_place() {
        let one = |pointer: &str, code: &str| vec![(pointer.to_owned(), code.to_owned())];
        assert_eq!(told(&json!({})), []);
        assert_eq!(told(&json!({"prep_start": "2027-03-05", "event_end": "2027-03-05"})), []);
        assert_eq!(told(&json!({"prep_start": "2027-03-06"})), one("/event_start", "before_prep"));
        assert_eq!(told(&json!({"event_end": "2027-03-04"})), one("/event_end", "before_start"));
        let window = |from: &str, to: &str| json!({"constraints": {"unavailable_windows": [{"from": from, "to": to}]}});
        assert_eq!(told(&window("09:00", "17:30")), []);
        assert_eq!(told(&window("09:00", "09:00")), one("/constraints/unavailable_windows/0/to", "window_empty"));
        let bonus =
            |threshold: u16| json!({"points_schema": {"bonuses": {"gc_3": {"threshold": threshold, "points": 1}}}});
        assert_eq!(told(&bonus(3)), []);
        assert_eq!(told(&bonus(4)), one("/points_schema/bonuses/gc_3/threshold", "not_as_named"));
    }
}
