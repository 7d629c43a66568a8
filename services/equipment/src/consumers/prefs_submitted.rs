use taper_events::equipment::{PrefsFailed, PrefsPersisted, PrefsSubmitted};
use taper_service::prelude::*;

use crate::domain::prefs::faults;
use crate::store;
use crate::store::prefs::StoredPrefs;

/// Keeps what gyms have, unless it was written on another state than the one that stands.
pub(crate) async fn prefs_submitted(tx: &mut Tx, event: &Event<PrefsSubmitted>) -> Handled {
    let user = event.subject();
    let refuse = |tx: &mut Tx, errors, theirs: Option<&StoredPrefs>| {
        let theirs = theirs.map(|standing| Box::new(persisted(standing, false)));
        tx.emit_to(&[event.actor()], &PrefsFailed { errors, theirs })
    };
    if let Some(error) = unasked(event) {
        return refuse(tx, vec![error], None);
    }
    let standing = store::prefs::find(tx, user).await?;
    let next = match submitted(event, &event.data.based_on, standing.as_ref(), tx.id().into(), tx.now()) {
        Submitted::Next(next) => next,
        Submitted::Superseded(standing) => return tx.answer(&persisted(standing, true)),
        Submitted::Conflict(error, theirs) => return refuse(tx, vec![error], Some(theirs)),
    };
    let errors = faults(&event.data.prefs);
    if !errors.is_empty() {
        return refuse(tx, errors, None);
    }
    let stored = next.holding(event.data.prefs.clone());
    store::prefs::put(tx, user, &stored).await?;
    tx.answer(&persisted(&stored, false))
}

fn persisted(stored: &StoredPrefs, superseded: bool) -> PrefsPersisted {
    PrefsPersisted { id: stored.id, version: stored.revision.version, prefs: stored.body.clone(), superseded }
}
