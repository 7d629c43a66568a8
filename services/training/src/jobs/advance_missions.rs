use taper_events::{MissionId, SYSTEM_USER};
use taper_service::prelude::*;

use crate::domain::record::Change;
use crate::{steps, store};

/// Missions of one run; the others follow in the next.
const MAX_ADVANCED: i64 = 100;

/// Moves missions on whose day has come in their own time zone, through every step that is due.
pub(crate) async fn advance_missions(tx: &mut Tx) -> Handled {
    let now = tx.now();
    let due = store::missions::due(tx, now, MAX_ADVANCED).await?;
    let keys: Vec<OrderKey> = due.iter().map(|(id, owner)| steps::missions::key(*owner, *id)).collect();
    tx.lock_all(&keys).await?;
    let ids: Vec<MissionId> = due.into_iter().map(|(id, _)| id).collect();
    for mission in store::missions::take_due(tx, &ids, now).await? {
        let change = Change { id: tx.id(), actor: SYSTEM_USER, subject: mission.owner, made_at: now, taken_at: now };
        tx.set_cause(Cause::request(change.id, SYSTEM_USER));
        tx.act_upon(mission.owner);
        let (next, moves) = mission.advanced(&change);
        steps::missions::keep_moves(tx, &next, &moves).await?;
        metrics::counter!("missions_advanced_total").increment(moves.len() as u64);
    }
    Ok(())
}
