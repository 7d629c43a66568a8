//! Forms: what somebody has one of and writes as a whole, such as settings. Which of two submissions of one stands, and
//! what the other is told (docs/decisions/0009).

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{BasedOn, Event, FieldError};

/// When a form was written, and by which event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Submission {
    pub at: DateTime<Utc>,
    pub event_id: Uuid,
}

/// Which state of a form stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revision {
    /// From 1; one more with each accepted submission.
    pub version: i64,
    pub submission: Submission,
    /// Its `client_generated_id`; none for what was written before it was kept.
    pub last_change: Option<Uuid>,
}

/// What stands of a form.
#[derive(Clone, Debug, PartialEq)]
pub struct Form<I, T> {
    pub id: I,
    pub body: T,
    pub revision: Revision,
    pub updated_at: DateTime<Utc>,
}

/// The place that a submission takes, still without content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Next<I> {
    id: I,
    revision: Revision,
    updated_at: DateTime<Utc>,
}

/// What a submission leads to, as far as that does not depend on its content.
#[derive(Debug, PartialEq)]
pub enum Submitted<'a, I, T> {
    /// It takes the place of what stands, if anything does.
    Next(Next<I>),
    /// It said not what it was written on, and was written earlier than what stands: that is its answer.
    Superseded(&'a Form<I, T>),
    /// It was written on another state than the one that stands.
    Conflict(FieldError, &'a Form<I, T>),
}

/// How a submission relates to what stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Relation {
    Next,
    Older,
    Conflict,
}

/// Weighs a submission against what stands. `id`: of the form, where nothing stands yet. `now`: when it is weighed.
pub fn submitted<'a, I: Copy, T, E>(
    event: &Event<E>,
    based_on: &BasedOn,
    standing: Option<&'a Form<I, T>>,
    id: I,
    now: DateTime<Utc>,
) -> Submitted<'a, I, T> {
    let submission = Submission { at: event.at(), event_id: event.envelope.id() };
    if let Some(standing) = standing {
        match submission.relation(based_on, &standing.revision) {
            Relation::Next => {}
            Relation::Older => return Submitted::Superseded(standing),
            Relation::Conflict => return Submitted::Conflict(version_conflict(standing.revision.version), standing),
        }
    }
    let change = event.envelope.client_generated_id;
    Submitted::Next(Next {
        id: standing.map_or(id, |standing| standing.id),
        revision: submission.revision(standing.map(|standing| &standing.revision), change),
        updated_at: now,
    })
}

/// Why whoever sent this may not have it done: it is of somebody else, and consent cannot be given yet. Whose data it is
/// hears nothing of it, and the sender nothing of what stands.
pub fn unasked<E>(event: &Event<E>) -> Option<FieldError> {
    let message = "This person has not allowed you to change this.";
    (event.actor() != event.subject()).then(|| FieldError::new("", "consent_missing", message))
}

pub fn version_conflict(newest: i64) -> FieldError {
    FieldError::new("", "version_conflict", format!("It was changed meanwhile; the newest version is {newest}."))
}

impl<I> Next<I> {
    /// What stands from now on.
    pub fn holding<T>(self, body: T) -> Form<I, T> {
        Form { id: self.id, body, revision: self.revision, updated_at: self.updated_at }
    }
}

impl Submission {
    /// A stated base decides, whatever the clocks say; without one, the later written stands, whichever arrives first.
    fn relation(self, based_on: &BasedOn, standing: &Revision) -> Relation {
        match based_on.is_stated() {
            true if based_on.is(standing.version, standing.last_change) => Relation::Next,
            true => Relation::Conflict,
            false if self > standing.submission => Relation::Next,
            false => Relation::Older,
        }
    }

    /// The state it makes. Its time is never before that of what it replaces: what is older than either gives way to it.
    fn revision(self, standing: Option<&Revision>, change: Uuid) -> Revision {
        let version = standing.map_or(0, |standing| standing.version) + 1;
        let submission = standing.map_or(self, |standing| self.max(standing.submission));
        Revision { version, submission, last_change: Some(change) }
    }
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
