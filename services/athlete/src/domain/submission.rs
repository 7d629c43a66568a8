//! Which of two submissions of one form stands.

use chrono::{DateTime, Utc};
use taper_events::FieldError;
use uuid::Uuid;

/// When a form was written, and by which event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Submission {
    pub at: DateTime<Utc>,
    pub event_id: Uuid,
}

impl Submission {
    /// The one that was written later stands, whichever arrives first.
    pub(crate) fn replaces(self, standing: Option<Self>) -> bool {
        standing.is_none_or(|standing| self > standing)
    }
}

/// Consent cannot be given yet: everybody writes their own.
pub(crate) fn consent_missing() -> FieldError {
    FieldError::new("", "consent_missing", "This person has not allowed you to change this.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64, id: u128) -> Submission {
        Submission { at: DateTime::from_timestamp(second, 0).unwrap(), event_id: Uuid::from_u128(id) }
    }

    #[test]
    fn the_later_written_stands_whatever_arrives_first() {
        assert!(at(1, 1).replaces(None));
        assert!(at(2, 1).replaces(Some(at(1, 9))));
        assert!(!at(1, 9).replaces(Some(at(2, 1))));
    }

    #[test]
    fn a_tie_goes_to_the_later_id_and_never_to_itself() {
        assert!(at(1, 2).replaces(Some(at(1, 1))));
        assert!(!at(1, 1).replaces(Some(at(1, 2))));
        assert!(!at(1, 1).replaces(Some(at(1, 1))));
    }
}
