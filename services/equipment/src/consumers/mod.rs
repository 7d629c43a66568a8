pub(crate) mod notes_deleted;
pub(crate) mod notes_submitted;
pub(crate) mod platecalc_query;
pub(crate) mod prefs_submitted;

use taper_events::equipment::MachineNotesFailed;
use taper_events::{FieldError, MachineNoteId};
use taper_service::prelude::*;

use crate::domain::note::{Note, persisted};

/// Says why nothing was changed and, where there is something, what stands. The sender alone is told.
fn refuse_note(tx: &mut Tx, id: MachineNoteId, errors: Vec<FieldError>, theirs: Option<&Note>) -> Handled {
    let sender = tx.cause().actor;
    let theirs = theirs.map(|note| Box::new(persisted(note, false)));
    tx.emit_to(&[sender], &MachineNotesFailed { id, errors, theirs })
}
