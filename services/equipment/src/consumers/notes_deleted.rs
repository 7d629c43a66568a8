use taper_events::equipment::MachineNotesDeleted;
use taper_service::prelude::*;

use super::refuse_note;
use crate::domain::note::{gone, to_delete};
use crate::store;

/// Removes a note; its id is remembered, and its machine is free for another.
pub(crate) async fn notes_deleted(tx: &mut Tx, event: &Event<MachineNotesDeleted>) -> Handled {
    let MachineNotesDeleted { note_id, based_on } = event.data;
    if let Some(error) = unasked(event) {
        return refuse_note(tx, note_id, vec![error], None);
    }
    let named = store::notes::find(tx, note_id).await?;
    match to_delete(named, event.subject(), &based_on) {
        Ok(note) => {
            let gone = gone(&note, tx.now());
            store::notes::bury(tx, &gone).await?;
            tx.answer(&gone)
        }
        Err(refusal) => refuse_note(tx, note_id, vec![refusal.error], refusal.theirs.as_deref()),
    }
}
