//! Notes on machines: one of each person on each machine.

use chrono::{DateTime, Utc};
use taper_events::equipment::{MachineNote, MachineNotesPersisted};
use taper_events::{BasedOn, FieldError, Form, MachineNoteId, UserId, version_conflict};

use super::words::words;

/// A note as it stands.
pub(crate) type Note = Form<MachineNoteId, MachineNote>;

/// What is known of a note's id.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Known {
    Standing { owner: UserId, note: Box<Note> },
    Deleted { owner: UserId },
}

/// Why an intent is not done, and what stands instead.
#[derive(Debug, PartialEq)]
pub(crate) struct Refusal {
    pub error: FieldError,
    pub theirs: Option<Box<Note>>,
}

impl Refusal {
    fn of(pointer: &str, code: &str, message: &str) -> Self {
        Self { error: FieldError::new(pointer, code, message), theirs: None }
    }

    fn deleted() -> Self {
        Self::of("", "deleted", "It was deleted.")
    }

    fn machine_taken(theirs: Box<Note>) -> Self {
        Self { theirs: Some(theirs), ..Self::of("/model", "machine_taken", "You have a note on this machine already.") }
    }
}

/// The note that a submission is about: what stands under its id, or, if it states no base, what its sender has on the same
/// machine (`of_machine`). None: it is a new one.
pub(crate) fn meant(
    named: Option<Known>,
    of_machine: Option<Box<Note>>,
    sender: UserId,
    based_on: &BasedOn,
) -> Result<Option<Box<Note>>, Refusal> {
    match (named, of_machine) {
        (Some(Known::Standing { owner, .. } | Known::Deleted { owner }), _) if owner != sender => {
            Err(Refusal::of("/note_id", "id_taken", "Choose another id."))
        }
        (Some(Known::Deleted { .. }), _) => Err(Refusal::deleted()),
        (Some(Known::Standing { note, .. }), Some(other)) if other.id != note.id => Err(Refusal::machine_taken(other)),
        (Some(Known::Standing { note, .. }), _) => Ok(Some(note)),
        (None, Some(other)) if based_on.is_stated() => Err(Refusal::machine_taken(other)),
        (None, other) => Ok(other),
    }
}

/// The note that a deletion is about, if it knew what stands. One that states no base is meant whatever stands.
pub(crate) fn to_delete(named: Option<Known>, sender: UserId, based_on: &BasedOn) -> Result<Box<Note>, Refusal> {
    match named {
        Some(Known::Deleted { owner }) if owner == sender => Err(Refusal::deleted()),
        Some(Known::Standing { owner, note }) if owner == sender => {
            let standing = note.revision;
            if based_on.is_stated() && !based_on.is(standing.version, standing.last_change) {
                return Err(Refusal { error: version_conflict(standing.version), theirs: Some(note) });
            }
            Ok(note)
        }
        _ => Err(Refusal::of("", "not_found", "There is nothing of yours with this id.")),
    }
}

/// What contradicts itself in a note, beyond its schema.
pub(crate) fn faults(note: &MachineNote) -> Vec<FieldError> {
    let settings = note.settings.iter().enumerate().flat_map(|(i, setting)| {
        [(format!("/settings/{i}/name"), &setting.name), (format!("/settings/{i}/value"), &setting.value)]
    });
    let texts = [("/brand".to_owned(), &note.brand), ("/model".to_owned(), &note.model)].into_iter().chain(settings);
    let blank = texts.filter(|(_, text)| text.trim().is_empty());
    blank.map(|(pointer, _)| FieldError::new(pointer, "blank", "This says nothing.")).collect()
}

/// What machine a note is on, to be compared: however it is spelt and spaced.
pub(crate) fn machine_of(note: &MachineNote) -> String {
    let spelt = |text: &str| text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    // No text has a line break left.
    format!("{}\n{}\n{}", spelt(&note.brand), spelt(&note.model), note.machine_type.name())
}

/// What a note is found by.
pub(crate) fn words_of(note: &MachineNote) -> Vec<String> {
    let settings = note.settings.iter().flat_map(|setting| [setting.name.as_str(), setting.value.as_str()]);
    words([note.brand.as_str(), note.model.as_str()].into_iter().chain(settings).chain(note.notes.as_deref()))
}

/// What is told of a note that stands.
pub(crate) fn persisted(note: &Note, superseded: bool) -> MachineNotesPersisted {
    MachineNotesPersisted {
        id: note.id,
        note_id: note.id,
        version: note.revision.version,
        updated_at: note.updated_at,
        deleted: false,
        superseded,
        note: note.body.clone(),
    }
}

/// What is told of a note that is gone from `at` on.
pub(crate) fn gone(note: &Note, at: DateTime<Utc>) -> MachineNotesPersisted {
    let standing = persisted(note, false);
    MachineNotesPersisted { version: standing.version + 1, updated_at: at, deleted: true, ..standing }
}

#[cfg(test)]
mod tests {
    use super::*;
    use taper_events::equipment::{MachineSetting, MachineType, NoteVisibility};
    use taper_events::{Revision, Submission};
    use uuid::Uuid;

    const ME: UserId = UserId(Uuid::from_u128(1));
    const OTHER: UserId = UserId(Uuid::from_u128(2));

    fn body() -> MachineNote {
        MachineNote {
            brand: "Hammer Strength".to_owned(),
            model: "V-Squat".to_owned(),
            machine_type: MachineType::HackSquat,
            settings: vec![MachineSetting { name: "Foot plate".to_owned(), value: "3".to_owned() }],
            notes: Some("Low bar".to_owned()),
            visibility: NoteVisibility::Private,
        }
    }

    /// Version 3, made by change 7.
    fn note(id: u128) -> Box<Note> {
        let at = DateTime::from_timestamp(5, 0).unwrap();
        let submission = Submission { at, event_id: Uuid::from_u128(5) };
        let revision = Revision { version: 3, submission, last_change: Some(Uuid::from_u128(7)) };
        Box::new(Form { id: MachineNoteId(Uuid::from_u128(id)), body: body(), revision, updated_at: at })
    }

    fn known(owner: UserId, id: u128) -> Option<Known> {
        Some(Known::Standing { owner, note: note(id) })
    }

    fn version(base_version: i64) -> BasedOn {
        BasedOn { base_version: Some(base_version), after: None }
    }

    fn code<T: std::fmt::Debug>(result: Result<T, Refusal>) -> String {
        result.unwrap_err().error.code
    }

    #[test]
    fn a_note_is_the_one_of_its_id_or_a_new_one() {
        assert_eq!(meant(known(ME, 1), Some(note(1)), ME, &version(3)), Ok(Some(note(1))));
        assert_eq!(meant(known(ME, 1), None, ME, &version(3)), Ok(Some(note(1))), "its machine was renamed");
        assert_eq!(meant(None, None, ME, &version(0)), Ok(None));
    }

    #[test]
    fn who_states_no_base_means_the_note_on_the_machine() {
        assert_eq!(meant(None, Some(note(1)), ME, &BasedOn::default()), Ok(Some(note(1))));
        let refusal = meant(None, Some(note(1)), ME, &version(0)).unwrap_err();
        assert_eq!((refusal.error.code.as_str(), refusal.theirs), ("machine_taken", Some(note(1))));
    }

    #[test]
    fn a_machine_has_one_note_even_when_another_is_renamed() {
        assert_eq!(code(meant(known(ME, 2), Some(note(1)), ME, &version(3))), "machine_taken");
    }

    #[test]
    fn of_anothers_nothing_is_said() {
        for named in [known(OTHER, 1), Some(Known::Deleted { owner: OTHER })] {
            let refusal = meant(named.clone(), None, ME, &version(3)).unwrap_err();
            assert_eq!((refusal.error.code.as_str(), refusal.theirs), ("id_taken", None));
            assert_eq!(code(to_delete(named, ME, &BasedOn::default())), "not_found");
        }
    }

    #[test]
    fn a_deleted_ones_id_is_not_free() {
        let deleted = Some(Known::Deleted { owner: ME });
        assert_eq!(code(meant(deleted.clone(), None, ME, &BasedOn::default())), "deleted");
        assert_eq!(code(to_delete(deleted, ME, &BasedOn::default())), "deleted");
    }

    #[test]
    fn a_deletion_must_know_what_it_deletes_if_it_says_so() {
        assert_eq!(to_delete(known(ME, 1), ME, &BasedOn::default()), Ok(note(1)));
        assert_eq!(to_delete(known(ME, 1), ME, &version(3)), Ok(note(1)));
        let refusal = to_delete(known(ME, 1), ME, &version(2)).unwrap_err();
        assert_eq!((refusal.error.code.as_str(), refusal.theirs), ("version_conflict", Some(note(1))));
        assert_eq!(code(to_delete(None, ME, &BasedOn::default())), "not_found");
    }

    #[test]
    fn a_machine_is_the_same_however_it_is_spelt_and_another_by_its_kind() {
        let other = MachineNote { brand: " hammer   STRENGTH".to_owned(), ..body() };
        assert_eq!(machine_of(&other), machine_of(&body()));
        assert_ne!(machine_of(&MachineNote { machine_type: MachineType::LegPress, ..body() }), machine_of(&body()));
        let shifted = MachineNote { brand: "Hammer".to_owned(), model: "Strength V-Squat".to_owned(), ..body() };
        assert_ne!(machine_of(&shifted), machine_of(&body()));
    }

    #[test]
    fn a_note_is_found_by_all_that_it_says() {
        assert_eq!(words_of(&body()), ["3", "bar", "foot", "hammer", "low", "plate", "squat", "strength", "v"]);
    }

    #[test]
    fn what_says_nothing_is_told_by_place() {
        let blank = MachineSetting { name: " ".to_owned(), value: "\u{a0}".to_owned() };
        let note = MachineNote { model: "\t".to_owned(), settings: vec![blank], ..body() };
        let pointers: Vec<_> = faults(&note).into_iter().map(|fault| fault.pointer).collect();
        assert_eq!(pointers, ["/model", "/settings/0/name", "/settings/0/value"]);
        assert!(faults(&body()).is_empty());
    }
}
