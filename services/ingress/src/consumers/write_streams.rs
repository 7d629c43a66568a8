use taper_events::{Envelope, Kind, UserId};
use taper_service::prelude::*;

use crate::store;
use crate::store::outcomes::NewOutcome;
use crate::store::stream::NewEntry;

/// Writes every fact with an audience to its users' streams, and notes what answers which event.
pub(crate) async fn write_streams(tx: &mut Tx, events: &[Envelope]) -> Handled {
    let now = tx.now();
    let outcomes: Vec<NewOutcome> = events.iter().filter_map(outcome).collect();
    if !outcomes.is_empty() {
        store::outcomes::note(tx, &outcomes, now).await?;
    }
    let mut entries = Vec::new();
    for event in events.iter().filter(|event| !event.audience.is_empty()) {
        let payload = serde_json::to_string(event).map_err(|error| Fault::Reject(error.to_string()))?;
        let entry = |user: &UserId| NewEntry { user: *user, event_type: &event.event_type, payload: payload.clone() };
        entries.extend(event.audience.iter().map(entry));
    }
    if !entries.is_empty() {
        store::stream::append(tx, &entries, now).await?;
        let users: Vec<UserId> = entries.iter().map(|entry| entry.user).collect();
        let signals = tx.bus().platform.signals.clone();
        tx.after_commit(move || signals.tell(&users));
    }
    Ok(())
}

fn outcome(event: &Envelope) -> Option<NewOutcome> {
    let failed = match taper_events::entry(&event.event_type)?.event.kind {
        Kind::Persisted => false,
        Kind::Failed => true,
        _ => return None,
    };
    Some(NewOutcome {
        user: event.user_id,
        client_generated_id: event.causation_id?,
        failed,
        errors: event.data.get("errors").filter(|_| failed).cloned(),
    })
}
