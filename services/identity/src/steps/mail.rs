use chrono::{DateTime, Utc};
use taper_events::Secret;
use taper_events::identity::{MessageChannel, MessagePurpose, MessageRequested};
use taper_service::prelude::*;

/// Where a message goes, and in which language.
pub(crate) struct Recipient<'a> {
    pub email: &'a str,
    pub locale: &'a str,
}

/// Asks notifications to write. The transaction's cause names the user, for whom address and token are sealed.
pub(crate) fn request(
    tx: &mut Tx,
    to: &Recipient<'_>,
    purpose: MessagePurpose,
    token: Option<&str>,
    expires_at: DateTime<Utc>,
) -> Handled {
    let address = sealed::<MessageRequested>(tx, "/address", to.email)?;
    let token = token.map(|token| sealed::<MessageRequested>(tx, "/token", token)).transpose()?;
    let channel = MessageChannel::Email;
    tx.emit(&MessageRequested { purpose, channel, locale: to.locale.to_owned(), address, token, expires_at })
}

/// A secret of a fact about the transaction's user.
pub(crate) fn sealed<T: EventData>(tx: &Tx, pointer: &str, clear: &str) -> Result<Secret, Fault> {
    let bound_to = format!("{}|{}|{pointer}", tx.cause().actor, T::EVENT.name);
    let platform = &tx.bus().platform;
    let sealed = platform.keys.seal(&platform.random, &bound_to, clear.as_bytes());
    sealed.map(Secret::new).map_err(|error| Fault::Retry(error.to_string()))
}
