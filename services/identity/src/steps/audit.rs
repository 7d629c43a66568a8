use taper_events::SessionId;
use taper_service::prelude::*;

use crate::domain::audit::Action;
use crate::store::audit::{Line, insert};

/// Whom and what a security event is about, as far as it is known.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct About<'a> {
    pub user: Option<UserId>,
    pub session: Option<SessionId>,
    /// Pseudonym of the e-mail address.
    pub identifier: Option<&'a str>,
    /// Pseudonym of the network address.
    pub client: Option<&'a str>,
}

/// Writes a security event down, in the transaction in which it happens.
pub(crate) async fn record(tx: &mut Tx, action: Action, about: About<'_>) -> Handled {
    let About { user, session, identifier, client } = about;
    let (id, at) = (tx.id(), tx.now());
    tracing::info!(action = action.name(), user_id = user.map(tracing::field::display), "security event");
    metrics::counter!("security_events_total", "action" => action.name()).increment(1);
    insert(tx, &Line { id, at, action, user, session, identifier, client }).await?;
    Ok(())
}
