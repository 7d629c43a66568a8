//! Days of a time zone, as instants.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use taper_events::TimeZone;

/// The day's first instant. Where the clocks skip midnight, the day begins later; where they show it twice, at the first.
pub(crate) fn beginning_of(day: NaiveDate, zone: TimeZone) -> Option<DateTime<Utc>> {
    const LONGEST_GAP_HOURS: i64 = 24;
    let midnight = day.and_time(NaiveTime::MIN);
    let first = (0..=2 * LONGEST_GAP_HOURS).find_map(|half_hours| {
        let local = midnight + TimeDelta::minutes(30 * half_hours);
        local.and_local_timezone(zone.0).earliest()
    });
    first.map(|instant| instant.with_timezone(&Utc))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn begins(day: &str, zone: &str) -> String {
        let first = beginning_of(day.parse().unwrap(), zone.parse().unwrap()).unwrap();
        first.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
    }

    #[test]
    fn midnight_follows_the_clocks_of_the_zone() {
        // Oslo's clocks change on 28 March and 31 October 2027, in the night that follows this midnight.
        assert_eq!(begins("2027-03-28", "Europe/Oslo"), "2027-03-27T23:00:00Z");
        assert_eq!(begins("2027-03-29", "Europe/Oslo"), "2027-03-28T22:00:00Z");
        assert_eq!(begins("2027-10-31", "Europe/Oslo"), "2027-10-30T22:00:00Z");
        assert_eq!(begins("2027-11-01", "Europe/Oslo"), "2027-10-31T23:00:00Z");
    }

    #[test]
    fn a_midnight_that_is_skipped_or_comes_twice_is_the_days_first_instant() {
        // In Havana the clocks go from 0:00 to 1:00 in March, and from 1:00 back to 0:00 in November.
        assert_eq!(begins("2027-03-14", "America/Havana"), "2027-03-14T05:00:00Z");
        assert_eq!(begins("2027-11-07", "America/Havana"), "2027-11-07T04:00:00Z");
        // Samoa had no 30 December 2011 at all.
        assert_eq!(begins("2011-12-30", "Pacific/Apia"), "2011-12-30T10:00:00Z");
    }

    proptest! {
        #[test]
        fn a_day_is_not_before_its_beginning_and_is_from_then_on(
            zone in prop::sample::select(chrono_tz::TZ_VARIANTS.to_vec()),
            // From 2015 to 2037, behind the last day that a zone left out.
            days in 16_436..24_837_i32,
        ) {
            let (day, zone) = (NaiveDate::from_epoch_days(days).unwrap(), TimeZone(zone));
            let first = beginning_of(day, zone).unwrap();
            prop_assert_eq!(zone.day_of(first), day);
            prop_assert!(zone.day_of(first - TimeDelta::microseconds(1)) < day);
        }
    }
}
