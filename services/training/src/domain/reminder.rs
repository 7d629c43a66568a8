//! When a reminder speaks: by cron, or by distance from a workout or the competition day.

use croner::parser::{CronParser, Seconds, Year};
use taper_events::training::Reminder;

const CRON_FIELDS: usize = 5;

/// What is wrong with a reminder: field, code, and the words.
pub(crate) fn fault(reminder: &Reminder) -> Option<(&'static str, &'static str, &'static str)> {
    match (&reminder.cron, &reminder.offset) {
        (Some(cron), None) if !is_cron(cron) => {
            Some(("/cron", "cron_invalid", "This is not a cron expression of five fields."))
        }
        (None, Some(offset)) if !is_duration(offset) => {
            Some(("/offset", "offset_invalid", "This is not an ISO 8601 duration, such as -P7D."))
        }
        (Some(_), None) | (None, Some(_)) => None,
        _ => Some(("", "cron_or_offset", "A reminder has either a cron expression or an offset.")),
    }
}

fn is_cron(text: &str) -> bool {
    // The parser would take nicknames and a lone year, too.
    text.split_whitespace().count() == CRON_FIELDS
        && !text.contains('@')
        && CronParser::builder().seconds(Seconds::Disallowed).year(Year::Disallowed).build().parse(text).is_ok()
}

/// ISO 8601: `[-]P[nY][nM][nW][nD][T[nH][nM][nS]]`, whole numbers, at least one.
fn is_duration(text: &str) -> bool {
    let text = text.strip_prefix(['-', '+']).unwrap_or(text);
    let Some(text) = text.strip_prefix('P') else { return false };
    match text.split_once('T') {
        Some((date, time)) => (date.is_empty() || has_units(date, "YMWD")) && has_units(time, "HMS"),
        None => has_units(text, "YMWD"),
    }
}

/// Whether the text is one or more numbers, each with a unit, the units in this order.
fn has_units(mut text: &str, mut units: &str) -> bool {
    const MAX_DIGITS: usize = 6;
    if text.is_empty() {
        return false;
    }
    while !text.is_empty() {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let unit = text[digits..].chars().next().and_then(|unit| units.find(unit));
        let (1..=MAX_DIGITS, Some(unit)) = (digits, unit) else { return false };
        units = &units[unit + 1..];
        text = &text[digits + 1..];
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(cron: Option<&str>, offset: Option<&str>) -> Option<&'static str> {
        let reminder =
            Reminder { cron: cron.map(Into::into), offset: offset.map(Into::into), channel: "push".to_owned() };
        fault(&reminder).map(|(_, code, _)| code)
    }

    #[test]
    fn it_has_exactly_one_of_the_two() {
        assert_eq!(code(None, None), Some("cron_or_offset"));
        assert_eq!(code(Some("0 8 * * 1"), Some("-P7D")), Some("cron_or_offset"));
    }

    #[test]
    fn cron_has_five_fields() {
        for good in ["0 8 * * 1", "*/15 6-9 1,15 * MON-FRI", "30 7 * 2 0"] {
            assert_eq!(code(Some(good), None), None, "{good}");
        }
        for bad in ["", "0 8 * *", "0 0 8 * * 1", "60 8 * * 1", "0 24 * * *", "0 8 * * x", "@daily", "@ a b c d"] {
            assert_eq!(code(Some(bad), None), Some("cron_invalid"), "{bad}");
        }
    }

    #[test]
    fn an_offset_is_an_iso_duration() {
        for good in ["-P7D", "P1W", "-P1M", "-PT2H30M", "-P1DT12H", "+PT0S", "P1Y2M3W4DT5H6M7S"] {
            assert_eq!(code(None, Some(good)), None, "{good}");
        }
        for bad in [
            "",
            "P",
            "-P",
            "PT",
            "P1DT",
            "7D",
            "P7",
            "PD",
            "P1D1W",
            "P1H",
            "PT1D",
            "-P-7D",
            "P1.5D",
            "--P7D",
            "P1D ",
            "P9999999D",
            "PéD",
        ] {
            assert_eq!(code(None, Some(bad)), Some("offset_invalid"), "{bad}");
        }
    }
}
