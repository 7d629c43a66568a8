use chrono::NaiveDate;
use proptest::prelude::*;
use taper_science::age::{OLDEST, YOUNGEST, factor, on};

use crate::golden::{assert_golden, project};

#[test]
fn the_table_is_the_published_one() {
    let golden = project();
    let published = golden["age_factors"]["factors"].as_object().unwrap();
    assert_eq!(published.len() as u32, OLDEST - YOUNGEST + 1);
    for (age, published) in published {
        assert_golden(factor(age.parse().unwrap()).unwrap(), published);
    }
}

/// The values that science.md writes out.
#[test]
fn the_specifications_values_are_among_them() {
    for (age, expected) in
        [(14, 1.23), (18, 1.06), (23, 1.0), (40, 1.0), (45, 1.055), (50, 1.13), (60, 1.34), (70, 1.645), (80, 2.05)]
    {
        assert_eq!(factor(age), Some(expected), "at {age}");
    }
}

#[test]
fn nothing_is_guessed_beyond_the_table() {
    assert_eq!([0, YOUNGEST - 1, OLDEST + 1, u32::MAX].map(factor), [None; 4]);
}

#[test]
fn a_year_is_complete_on_the_birthday() {
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
    assert_eq!(on(day(2026, 5, 1), day(2003, 5, 2)), Some(22));
    assert_eq!(on(day(2026, 5, 2), day(2003, 5, 2)), Some(23));
    assert_eq!(on(day(2025, 2, 28), day(2004, 2, 29)), Some(20));
    assert_eq!(on(day(2025, 3, 1), day(2004, 2, 29)), Some(21));
    assert_eq!(on(day(2003, 5, 1), day(2003, 5, 2)), None);
}

proptest! {
    /// Nobody loses by growing older than forty, or younger than twenty-three.
    #[test]
    fn the_prime_has_the_lowest_factor(age in YOUNGEST..OLDEST) {
        let (now, next) = (factor(age).unwrap(), factor(age + 1).unwrap());
        prop_assert!(now >= 1.0);
        let towards_the_prime = age < 23;
        let as_expected = if towards_the_prime { next <= now } else { next >= now };
        prop_assert!(as_expected, "at {age}");
    }
}
