//! Which of two submissions of one form stands.

use chrono::{DateTime, Utc};
use taper_events::{BasedOn, FieldError};
use uuid::Uuid;

/// When a form was written, and by which event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Submission {
    pub at: DateTime<Utc>,
    pub event_id: Uuid,
}

/// Which state of a form stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Revision {
    /// From 1; one more with each accepted submission.
    pub version: i64,
    pub submission: Submission,
    /// Its `client_generated_id`; none for what was written before it was kept.
    pub last_change: Option<Uuid>,
}

/// How a submission relates to what stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    /// It takes its place.
    Next,
    /// It knew of nothing, and was written earlier.
    Older,
    /// It was written on another state than the one that stands.
    Conflict,
}

impl Submission {
    /// A stated base decides, whatever the clocks say; without one, the later written stands, whichever arrives first.
    pub(crate) fn relation(self, based_on: &BasedOn, standing: &Revision) -> Relation {
        match based_on.is_stated() {
            true if based_on.is(standing.version, standing.last_change) => Relation::Next,
            true => Relation::Conflict,
            false if self > standing.submission => Relation::Next,
            false => Relation::Older,
        }
    }

    /// The state it makes. Its time is never before that of what it replaces: what is older than either gives way to it.
    pub(crate) fn revision(self, standing: Option<&Revision>, change: Uuid) -> Revision {
        let version = standing.map_or(0, |standing| standing.version) + 1;
        let submission = standing.map_or(self, |standing| self.max(standing.submission));
        Revision { version, submission, last_change: Some(change) }
    }
}

/// Consent cannot be given yet: everybody writes their own.
pub(crate) fn consent_missing() -> FieldError {
    FieldError::new("", "consent_missing", "This person has not allowed you to change this.")
}

pub(crate) fn version_conflict(standing: &Revision) -> FieldError {
    let newest = standing.version;
    FieldError::new("", "version_conflict", format!("It was changed meanwhile; the newest version is {newest}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64, id: u128) -> Submission {
        Submission { at: DateTime::from_timestamp(second, 0).unwrap(), event_id: Uuid::from_u128(id) }
    }

    /// Version 3, made by change 7 at second 5 by event 5.
    fn standing() -> Revision {
        Revision { version: 3, submission: at(5, 5), last_change: Some(Uuid::from_u128(7)) }
    }

    fn version(version: i64) -> BasedOn {
        BasedOn { base_version: Some(version), after: None }
    }

    fn after(change: u128) -> BasedOn {
        BasedOn { base_version: None, after: Some(Uuid::from_u128(change)) }
    }

    #[test]
    fn without_a_base_the_later_written_stands_whatever_arrives_first() {
        let nothing = BasedOn::default();
        assert_eq!(at(6, 1).relation(&nothing, &standing()), Relation::Next);
        assert_eq!(at(4, 9).relation(&nothing, &standing()), Relation::Older);
    }

    #[test]
    fn a_tie_goes_to_the_later_id_and_never_to_itself() {
        let nothing = BasedOn::default();
        assert_eq!(at(5, 6).relation(&nothing, &standing()), Relation::Next);
        assert_eq!(at(5, 4).relation(&nothing, &standing()), Relation::Older);
        assert_eq!(at(5, 5).relation(&nothing, &standing()), Relation::Older);
    }

    #[test]
    fn a_base_decides_whatever_the_clocks_say() {
        for written in [at(4, 4), at(6, 6)] {
            assert_eq!(written.relation(&version(3), &standing()), Relation::Next);
            assert_eq!(written.relation(&after(7), &standing()), Relation::Next);
            for other in [version(0), version(2), version(4), after(6)] {
                assert_eq!(written.relation(&other, &standing()), Relation::Conflict);
            }
        }
    }

    #[test]
    fn nothing_is_behind_a_change_that_was_not_noted() {
        let unnoted = Revision { last_change: None, ..standing() };
        assert_eq!(at(6, 6).relation(&after(7), &unnoted), Relation::Conflict);
        assert_eq!(at(6, 6).relation(&version(3), &unnoted), Relation::Next);
    }

    #[test]
    fn a_base_does_not_turn_the_clock_back() {
        let next = at(4, 4).revision(Some(&standing()), Uuid::from_u128(8));
        assert_eq!(next.submission, at(5, 5));
        assert_eq!(at(4, 9).relation(&BasedOn::default(), &next), Relation::Older);
    }

    #[test]
    fn versions_grow_by_one_and_name_their_change() {
        let first = at(1, 1).revision(None, Uuid::from_u128(1));
        let second = at(2, 2).revision(Some(&first), Uuid::from_u128(2));
        assert_eq!((first.version, second.version), (1, 2));
        assert_eq!(second.last_change, Some(Uuid::from_u128(2)));
    }
}
