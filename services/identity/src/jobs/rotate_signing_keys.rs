use taper_service::prelude::*;

use crate::steps::signing;

/// Every process learns of a new key within its looking time, long before the key signs.
pub(crate) async fn rotate_signing_keys(tx: &mut Tx) -> Handled {
    signing::rotate_if_due(tx).await
}
