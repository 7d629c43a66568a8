use taper_events::MachineNoteId;
use taper_events::equipment::MachineNotesSubmitted;
use taper_service::prelude::*;

use super::refuse_note;
use crate::domain::note::{faults, machine_of, meant, persisted};
use crate::store;

/// Keeps a note under its id, or as that of its machine.
pub(crate) async fn notes_submitted(tx: &mut Tx, event: &Event<MachineNotesSubmitted>) -> Handled {
    let MachineNotesSubmitted { note_id, based_on, note } = &event.data;
    let id = note_id.unwrap_or(MachineNoteId(event.client_generated_id()));
    let owner = event.subject();
    if let Some(error) = unasked(event) {
        return refuse_note(tx, id, vec![error], None);
    }
    let named = store::notes::find(tx, id).await?;
    let of_machine = store::notes::find_of_machine(tx, owner, &machine_of(note)).await?;
    let standing = match meant(named, of_machine, owner, based_on) {
        Ok(standing) => standing,
        Err(refusal) => return refuse_note(tx, id, vec![refusal.error], refusal.theirs.as_deref()),
    };
    let next = match submitted(event, based_on, standing.as_deref(), id, tx.now()) {
        Submitted::Next(next) => next,
        Submitted::Superseded(standing) => return tx.answer(&persisted(standing, true)),
        Submitted::Conflict(error, theirs) => return refuse_note(tx, id, vec![error], Some(theirs)),
    };
    let errors = faults(note);
    if !errors.is_empty() {
        return refuse_note(tx, id, errors, None);
    }
    let stored = next.holding(note.clone());
    match standing {
        Some(_) => store::notes::replace(tx, &stored).await?,
        None => store::notes::insert(tx, owner, &stored).await?,
    }
    tx.answer(&persisted(&stored, false))
}
