//! Things that change by versions, and why a change of one is refused.

use chrono::{DateTime, Utc};
use taper_events::training::MissionState;
use taper_events::{BasedOn, FieldError, UserId};
use uuid::Uuid;

/// Something of a person's as it now stands, or a tombstone of it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Record<I, T> {
    pub id: I,
    pub owner: UserId,
    /// From 1; one more with each accepted change.
    pub version: i64,
    /// `client_generated_id` of the change that made this version.
    pub last_change: Uuid,
    pub updated_at: DateTime<Utc>,
    pub deleted: bool,
    pub body: T,
}

/// Who wants something changed, and when.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Change {
    pub id: Uuid,
    pub actor: UserId,
    pub subject: UserId,
    /// When it was made, by the actor's clock as far as that is believed.
    pub made_at: DateTime<Utc>,
    /// When it was taken in.
    pub taken_at: DateTime<Utc>,
}

/// Why an intent is not done.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Refusal {
    /// Somebody acts for somebody else, who has not allowed it.
    ConsentMissing,
    NotFound,
    Deleted,
    /// The id is another's; nothing more is said of it.
    IdTaken {
        pointer: &'static str,
    },
    Exists,
    BaseMissing,
    VersionConflict {
        newest: i64,
    },
    CompetitionIsOver,
    AlreadyCompleted,
    NotCompleted,
    /// The mission that something names is none of theirs.
    MissionUnknown,
    TransitionNotAllowed {
        from: MissionState,
    },
    StageNumberTaken,
    /// The content contradicts itself.
    Invalid(Vec<FieldError>),
}

/// What a submission leads to, which makes something new or replaces what it is based on.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Submitted<R> {
    New(R),
    Edited(R),
    /// This very thing stands already.
    Stands(R),
}

/// Most faults that one answer names.
const MAX_FAULTS: usize = 100;

impl<I: Copy, T> Record<I, T> {
    pub(crate) fn first(id: I, body: T, change: &Change) -> Self {
        Self {
            id,
            owner: change.subject,
            version: 1,
            last_change: change.id,
            updated_at: change.taken_at,
            deleted: false,
            body,
        }
    }

    pub(crate) fn next(&self, body: T, change: &Change) -> Self {
        Self { version: self.version + 1, ..Self::first(self.id, body, change) }
    }

    /// Its tombstone, if the deletion knew what stands. One that states no base is meant whatever stands.
    pub(crate) fn removed(&self, based_on: &BasedOn, change: &Change) -> Result<Self, Refusal>
    where
        T: Clone,
    {
        if based_on.is_stated() {
            self.is_what(based_on)?;
        }
        Ok(Self { deleted: true, ..self.next(self.body.clone(), change) })
    }

    /// Whether an edit was made on this very state. Where it states both a version and an own edit,
    /// both have to fit.
    pub(crate) fn is_what(&self, based_on: &BasedOn) -> Result<(), Refusal> {
        if !based_on.is_stated() {
            return Err(Refusal::BaseMissing);
        }
        let fits = based_on.is(self.version, Some(self.last_change));
        if fits { Ok(()) } else { Err(Refusal::VersionConflict { newest: self.version }) }
    }

    /// Whether whoever makes this change may be told what stands.
    pub(crate) fn is_open_to(&self, change: &Change) -> bool {
        !self.deleted && self.owner == change.subject && change.is_permitted()
    }
}

impl Change {
    fn is_permitted(&self) -> bool {
        self.actor == self.subject
    }
}

/// What stands under an id that must be there. Another's is not found.
pub(crate) fn existing<'a, I, T>(
    found: Option<&'a Record<I, T>>,
    change: &Change,
) -> Result<&'a Record<I, T>, Refusal> {
    if !change.is_permitted() {
        return Err(Refusal::ConsentMissing);
    }
    match found {
        Some(record) if record.owner != change.subject => Err(Refusal::NotFound),
        Some(record) if record.deleted => Err(Refusal::Deleted),
        Some(record) => Ok(record),
        None => Err(Refusal::NotFound),
    }
}

/// What stands under an id that may be new. Another's cannot be taken.
pub(crate) fn existing_or_new<'a, I, T>(
    found: Option<&'a Record<I, T>>,
    change: &Change,
    pointer: &'static str,
) -> Result<Option<&'a Record<I, T>>, Refusal> {
    if !change.is_permitted() {
        return Err(Refusal::ConsentMissing);
    }
    match found {
        Some(record) if record.owner != change.subject => Err(Refusal::IdTaken { pointer }),
        Some(record) if record.deleted => Err(Refusal::Deleted),
        found => Ok(found),
    }
}

impl Refusal {
    /// As the answer says it.
    pub(crate) fn errors(self) -> Vec<FieldError> {
        match self {
            Self::Invalid(mut faults) => {
                faults.truncate(MAX_FAULTS);
                faults
            }
            other => vec![FieldError::new(other.pointer(), other.code(), other.message())],
        }
    }

    fn pointer(&self) -> &'static str {
        match self {
            Self::IdTaken { pointer } => pointer,
            Self::BaseMissing => "/base_version",
            Self::MissionUnknown => "/mission_id",
            Self::StageNumberTaken => "/stage_number",
            _ => "",
        }
    }

    /// Stable, for programs.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::ConsentMissing => "consent_missing",
            Self::NotFound => "not_found",
            Self::Deleted => "deleted",
            Self::IdTaken { .. } => "id_taken",
            Self::Exists => "exists",
            Self::BaseMissing => "base_missing",
            Self::VersionConflict { .. } => "version_conflict",
            Self::CompetitionIsOver => "competition_is_over",
            Self::AlreadyCompleted => "already_completed",
            Self::NotCompleted => "not_completed",
            Self::MissionUnknown => "mission_unknown",
            Self::TransitionNotAllowed { .. } => "transition_not_allowed",
            Self::StageNumberTaken => "stage_number_taken",
            Self::Invalid(_) => "invalid",
        }
    }

    pub(crate) fn message(&self) -> String {
        let message = match self {
            Self::ConsentMissing => "This person has not allowed you to change this.",
            Self::NotFound => "There is nothing of yours with this id.",
            Self::Deleted => "It was deleted.",
            Self::IdTaken { .. } => "Choose another id.",
            Self::Exists => "There is already another one with this id.",
            Self::BaseMissing => "Say which version, or which own edit, this edits.",
            Self::VersionConflict { newest } => {
                return format!("It was changed meanwhile; the newest version is {newest}.");
            }
            Self::CompetitionIsOver => "A plan can be changed up to its competition day.",
            Self::AlreadyCompleted => "It is completed already; edit it instead.",
            Self::NotCompleted => "Only a completed workout can be edited.",
            Self::MissionUnknown => "There is no mission of yours with this id.",
            Self::TransitionNotAllowed { from } => {
                return format!("You cannot bring the mission there: it is {}.", from.name());
            }
            Self::StageNumberTaken => "Another stage of this mission has this number.",
            Self::Invalid(_) => "The content is not valid.",
        };
        message.to_owned()
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) const ME: UserId = UserId(Uuid::from_u128(1));
    const OTHER: UserId = UserId(Uuid::from_u128(2));

    /// A change by its owner, `minute` minutes into the fourth of January 2027, taken in at once.
    pub(crate) fn change(id: u128, minute: i64) -> Change {
        let at = DateTime::from_timestamp(1_799_020_800 + 60 * minute, 0).unwrap();
        Change { id: Uuid::from_u128(id), actor: ME, subject: ME, made_at: at, taken_at: at }
    }

    fn record() -> Record<u8, &'static str> {
        Record::first(7, "a", &change(1, 0))
    }

    fn version(base_version: i64) -> BasedOn {
        BasedOn { base_version: Some(base_version), after: None }
    }

    fn after(change: u128) -> BasedOn {
        BasedOn { base_version: None, after: Some(Uuid::from_u128(change)) }
    }

    #[test]
    fn versions_grow_by_one_and_name_their_change() {
        let second = record().next("b", &change(2, 1));
        assert_eq!((record().version, second.version), (1, 2));
        assert_eq!(second.last_change, Uuid::from_u128(2));
    }

    #[test]
    fn an_edit_must_know_the_newest_version_or_be_behind_the_last_change() {
        let record = record().next("b", &change(2, 1));
        assert_eq!(record.is_what(&version(2)), Ok(()));
        assert_eq!(record.is_what(&after(2)), Ok(()));
        let conflict = Err(Refusal::VersionConflict { newest: 2 });
        assert_eq!(record.is_what(&version(1)), conflict);
        assert_eq!(record.is_what(&version(3)), conflict);
        assert_eq!(record.is_what(&after(1)), conflict);
        assert_eq!(record.is_what(&BasedOn { base_version: Some(1), ..after(2) }), conflict);
        assert_eq!(record.is_what(&BasedOn::default()), Err(Refusal::BaseMissing));
    }

    #[test]
    fn a_deletion_without_base_is_meant_whatever_stands() {
        assert!(record().removed(&BasedOn::default(), &change(2, 1)).unwrap().deleted);
        assert_eq!(record().removed(&version(1), &change(2, 1)).unwrap().version, 2);
        assert_eq!(record().removed(&version(2), &change(2, 1)), Err(Refusal::VersionConflict { newest: 1 }));
    }

    #[test]
    fn of_anothers_nothing_is_said() {
        let anothers = Record { owner: OTHER, ..record() };
        let deleted = Record { deleted: true, ..anothers.clone() };
        let pointer = "/plan_id";
        for record in [&anothers, &deleted] {
            assert_eq!(existing(Some(record), &change(2, 1)), Err(Refusal::NotFound));
            assert_eq!(existing_or_new(Some(record), &change(2, 1), pointer), Err(Refusal::IdTaken { pointer }));
            assert!(!record.is_open_to(&change(2, 1)));
        }
    }

    #[test]
    fn a_deleted_ones_id_is_not_free() {
        let deleted = Record { deleted: true, ..record() };
        assert_eq!(existing(Some(&deleted), &change(2, 1)), Err(Refusal::Deleted));
        assert_eq!(existing_or_new(Some(&deleted), &change(2, 1), ""), Err(Refusal::Deleted));
    }

    #[test]
    fn nobody_acts_for_another_or_is_told_what_that_one_has() {
        let for_me = Change { actor: OTHER, ..change(2, 1) };
        let nothing: Option<&Record<u8, &str>> = None;
        assert_eq!(existing(Some(&record()), &for_me), Err(Refusal::ConsentMissing));
        assert_eq!(existing_or_new(nothing, &for_me, ""), Err(Refusal::ConsentMissing));
        assert!(!record().is_open_to(&for_me));
        assert!(record().is_open_to(&change(2, 1)));
    }

    #[test]
    fn an_answer_names_a_bounded_number_of_faults() {
        let faults = vec![FieldError::new("", "x", ""); MAX_FAULTS + 1];
        assert_eq!(Refusal::Invalid(faults).errors().len(), MAX_FAULTS);
    }
}
