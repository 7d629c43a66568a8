use taper_events::Secret;
use taper_events::identity::{MessageChannel, MessagePurpose, MessageRequested};
use taper_service::prelude::*;

use crate::domain::locale::Locale;
use crate::domain::message::{Message, Sealed};
use crate::jobs::send_mail::SendMail;

/// Has the message sent that identity asks for.
pub(crate) async fn message_requested(tx: &mut Tx, event: &Event<MessageRequested>) -> Handled {
    let data = &event.data;
    let sealed = |pointer: &str, secret: &Secret| Sealed {
        bound_to: event.envelope.sealed_for(pointer),
        text: secret.expose().to_owned(),
    };
    let token = || {
        let token = data.token.as_ref().ok_or_else(|| Fault::Reject("the message needs a token".to_owned()))?;
        Ok::<_, Fault>(sealed("/token", token))
    };
    let message = match data.purpose {
        MessagePurpose::VerifyEmail => Message::VerifyEmail { token: token()?, expires_at: data.expires_at },
        MessagePurpose::ResetPassword => Message::ResetPassword { token: token()?, expires_at: data.expires_at },
        MessagePurpose::AlreadyRegistered => Message::AlreadyRegistered,
        MessagePurpose::ConfirmEmail => Message::ConfirmEmail { token: token()?, expires_at: data.expires_at },
        MessagePurpose::EmailChanged => Message::EmailChanged,
    };
    match data.channel {
        MessageChannel::Email => {
            let address = sealed("/address", &data.address);
            tx.enqueue(&SendMail { locale: Locale::nearest(&data.locale), address, message }).await?;
        }
    }
    Ok(())
}
