//! Golden values: `spec.json` came with the specification, `project.json` holds what the project fixed itself.

use chrono::{Days, NaiveDate};
use serde_json::Value;
use taper_science::terms::{Equipment, Event, Sex};

/// What rounding alone may cost, of the value.
const ROUNDING: f64 = 1e-12;

pub(crate) fn spec() -> Value {
    serde_json::from_str(include_str!("../../golden/spec.json")).unwrap()
}

pub(crate) fn project() -> Value {
    serde_json::from_str(include_str!("../../golden/project.json")).unwrap()
}

/// The golden value was rounded to its last digit, so half of that digit is allowed. A value with no decimal, or with
/// one, was not rounded: there it is exact but for rounding of the machine.
#[track_caller]
pub(crate) fn assert_golden(actual: f64, golden: &Value) {
    let expected = golden.as_f64().unwrap();
    let decimals = golden.to_string().split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let last_digit = if decimals <= 1 { 0.0 } else { 0.5 * 0.1_f64.powi(decimals as i32) };
    let allowed = last_digit.max(expected.abs() * ROUNDING).max(ROUNDING);
    assert!((actual - expected).abs() <= allowed, "{actual} is not {golden} to {allowed:e}");
}

pub(crate) fn sex(golden: &Value) -> Sex {
    match golden.as_str().unwrap() {
        "M" => Sex::Male,
        "F" => Sex::Female,
        other => panic!("a sex {other}"),
    }
}

pub(crate) fn equipment(golden: &Value) -> Equipment {
    match golden.as_str().unwrap() {
        "raw" => Equipment::Raw,
        "equipped" => Equipment::Equipped,
        other => panic!("equipment {other}"),
    }
}

pub(crate) fn event(golden: &Value) -> Event {
    match golden.as_str().unwrap() {
        "full" => Event::FullPower,
        "bench" => Event::BenchOnly,
        other => panic!("an event {other}"),
    }
}

pub(crate) fn cases(golden: &Value) -> &[Value] {
    golden.as_array().unwrap()
}

pub(crate) fn number(golden: &Value) -> f64 {
    golden.as_f64().unwrap()
}

/// One sample a second of blocks `[seconds, watts]`.
pub(crate) fn samples(blocks: &Value) -> Vec<f64> {
    let block = |block: &Value| std::iter::repeat_n(number(&block[1]), block[0].as_u64().unwrap() as usize);
    cases(blocks).iter().flat_map(block).collect()
}

/// The day that the tests call today.
pub(crate) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, 30).unwrap()
}

pub(crate) fn days_ago(days: u64) -> NaiveDate {
    today() - Days::new(days)
}
