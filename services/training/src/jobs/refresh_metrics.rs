use taper_events::SYSTEM_USER;
use taper_service::prelude::*;

use crate::{steps, store};

/// Changes of one run; the others follow in the next.
const MAX_DUE: i64 = 200;

/// Counts the metrics of those anew who have done something, or for whom a day has begun: form changes by rest, too.
pub(crate) async fn refresh_metrics(tx: &mut Tx) -> Handled {
    let now = tx.now();
    let athletes = store::metrics_due::athletes(tx, now, MAX_DUE).await?;
    let keys: Vec<OrderKey> = athletes.iter().map(|athlete| steps::metrics::key(*athlete)).collect();
    tx.lock_all(&keys).await?;
    for (athlete, since) in store::metrics_due::take(tx, &athletes, now).await? {
        tx.set_cause(Cause::request(tx.id(), SYSTEM_USER));
        steps::metrics::refresh(tx, athlete, since).await?;
    }
    Ok(())
}
