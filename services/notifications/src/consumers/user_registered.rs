use taper_events::identity::UserRegistered;
use taper_service::prelude::*;

use crate::domain::locale::Locale;
use crate::domain::message::{Message, Sealed};
use crate::jobs::send_mail::SendMail;

/// Has a person welcomed whose address is confirmed.
pub(crate) async fn user_registered(tx: &mut Tx, event: &Event<UserRegistered>) -> Handled {
    let data = &event.data;
    let address = Sealed { bound_to: event.envelope.sealed_for("/address"), text: data.address.expose().to_owned() };
    let message = Message::Welcome { name: data.display_name.clone() };
    tx.enqueue(&SendMail { locale: Locale::nearest(&data.locale), address, message }).await?;
    Ok(())
}
