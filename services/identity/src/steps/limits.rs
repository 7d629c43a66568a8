use std::time::Duration;

use taper_platform::RateLimit;
use taper_service::prelude::*;

use crate::steps::visitor::Visitor;

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3600);

/// These stand whatever limits the HTTP door has. Passwords and tokens tried from one network. Whole clubs sit behind one.
const TRIES: RateLimit = RateLimit::new(300, MINUTE);
/// Messages asked for from one network.
const REQUESTS: RateLimit = RateLimit::new(120, MINUTE);
/// Messages to one address, whoever asks for them.
const MESSAGES: RateLimit = RateLimit::new(10, HOUR);

/// 429 to who tries passwords or tokens too often.
pub(crate) async fn on_tries(platform: &Platform, visitor: &Visitor) -> Result<(), Problem> {
    platform.rates.check("auth.tries", visitor.address.network(), TRIES).await
}

/// 429 to who has too many messages sent, and for an address that is sent too many, known or not.
pub(crate) async fn on_messages(platform: &Platform, visitor: &Visitor, identifier: &str) -> Result<(), Problem> {
    platform.rates.check("auth.requests", visitor.address.network(), REQUESTS).await?;
    platform.rates.check("auth.messages", identifier, MESSAGES).await
}
