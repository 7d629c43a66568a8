use taper_service::prelude::*;

use crate::{steps, store};

/// Workouts of one run; the others follow in the next.
const MAX_DERIVED: i64 = 200;

/// Derives what searches, statistics and metrics rest on from workouts that were kept before there was any of it.
pub(crate) async fn derive_history(tx: &mut Tx) -> Handled {
    for workout in store::workouts::underived(tx, MAX_DERIVED).await? {
        store::workouts::derived(tx, &workout).await?;
        steps::history::derive(tx, &workout, None).await?;
    }
    Ok(())
}
