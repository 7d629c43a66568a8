use std::collections::HashMap;

use taper_events::{Envelope, Kind, UserId};
use taper_platform::News;
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
        let heads = store::stream::append(tx, &entries, now).await?;
        let news = numbered(entries, heads);
        let signals = tx.bus().platform.signals.clone();
        tx.after_commit(move || signals.bring(news));
    }
    Ok(())
}

/// The entries with the numbers that they have in their users' streams, which end at `heads`.
fn numbered(entries: Vec<NewEntry<'_>>, mut heads: HashMap<UserId, i64>) -> Vec<(UserId, News)> {
    let mut news: Vec<_> = entries
        .into_iter()
        .rev()
        .filter_map(|entry| {
            let head = heads.get_mut(&entry.user)?;
            let seq = *head;
            *head -= 1;
            Some((entry.user, News { seq, event_type: entry.event_type.to_owned(), payload: entry.payload }))
        })
        .collect();
    news.reverse();
    news
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
