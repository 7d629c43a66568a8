use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// The languages that mails are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Locale {
    En,
    De,
}

impl Locale {
    /// The nearest to a BCP 47 tag; English for those that we do not write.
    pub(crate) fn nearest(tag: &str) -> Self {
        match tag.split(['-', '_']).next() {
            Some(language) if language.eq_ignore_ascii_case("de") => Self::De,
            _ => Self::En,
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
        }
    }

    /// A time as people say it: hours from two on, before that steps of five minutes.
    pub(crate) fn duration(self, time: TimeDelta) -> String {
        let minutes = time.num_minutes();
        let (number, unit) = if minutes >= 115 {
            let words = match self {
                Self::En => "hours",
                Self::De => "Stunden",
            };
            ((minutes + 30) / 60, words)
        } else {
            let words = match self {
                Self::En => "minutes",
                Self::De => "Minuten",
            };
            (((minutes + 4) / 5 * 5).max(5), words)
        };
        format!("{number} {unit}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_counts_and_the_rest_of_the_tag_does_not() {
        for (tag, locale) in [
            ("de", Locale::De),
            ("de-AT", Locale::De),
            ("DE_ch", Locale::De),
            ("en-GB", Locale::En),
            ("den", Locale::En),
            ("", Locale::En),
        ] {
            assert_eq!(Locale::nearest(tag), locale, "{tag}");
        }
    }

    #[test]
    fn times_are_said_as_people_say_them() {
        let said = |seconds| Locale::En.duration(TimeDelta::seconds(seconds));
        assert_eq!(said(86_400), "24 hours");
        assert_eq!(said(86_400 - 40), "24 hours");
        assert_eq!(said(900), "15 minutes");
        assert_eq!(said(900 - 40), "15 minutes");
        assert_eq!(said(20), "5 minutes");
        assert_eq!(said(115 * 60), "2 hours");
        assert_eq!(Locale::De.duration(TimeDelta::hours(24)), "24 Stunden");
    }
}
