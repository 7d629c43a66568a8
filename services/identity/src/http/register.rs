use axum::Extension;
use http::StatusCode;
use serde::Deserialize;
use taper_service::prelude::*;
use utoipa::ToSchema;

use crate::domain::audit::Action;
use crate::domain::password::Password;
use crate::jobs::register_account::RegisterAccount;
use crate::steps::passwords::Passwords;
use crate::steps::visitor::{Visitor, identifier_of};
use crate::steps::{audit, limits};

#[derive(Deserialize, ToSchema)]
pub(crate) struct Registration {
    #[schema(format = Email, max_length = 254)]
    email: String,
    #[schema(value_type = String, format = Password, min_length = 10, max_length = 128)]
    password: Password,
    #[schema(min_length = 1, max_length = 50)]
    display_name: Option<String>,
    /// BCP 47, such as `en`.
    #[schema(max_length = 16, pattern = "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    locale: Option<String>,
    /// A name of the IANA time zone database; one that is not known here counts as UTC.
    #[schema(max_length = 64)]
    time_zone: Option<String>,
}

/// Asks for an account. The answer is the same, and as quick, whether or not the address has one:
/// all that depends on it happens afterwards, and is told by mail.
#[utoipa::path(post, path = "/auth/register", operation_id = "register", tag = "identity", security(()),
    request_body = Registration,
    responses((status = 202, description = "A mail is on its way"), WriteProblems))]
pub(crate) async fn register(
    visitor: Visitor,
    write: Write,
    Extension(passwords): Extension<Passwords>,
    Json(body): Json<Registration>,
) -> Result<StatusCode, Problem> {
    let platform = &write.bus().platform;
    let identifier = identifier_of(platform, &body.email)?;
    limits::on_messages(platform, &visitor, &identifier).await?;
    let context = [Some(&body.email), body.display_name.as_ref()].into_iter().flatten().cloned().collect();
    let password_hash = passwords.queue()?.choose(platform, body.password, "/password", context).await?;
    let mut tx = write.begin_unknown().await?;
    let locale = body.locale.unwrap_or_else(|| "en".to_owned());
    let time_zone = body.time_zone.and_then(|name| name.parse().ok()).unwrap_or(taper_events::TimeZone::UTC);
    let account = (body.email, password_hash.as_str());
    let job = RegisterAccount::of(platform, account, body.display_name, locale, time_zone)?;
    tx.enqueue(&job).await?;
    let about =
        audit::About { identifier: Some(&identifier), client: Some(&visitor.client), ..audit::About::default() };
    audit::record(&mut tx, Action::RegistrationRequested, about).await?;
    tx.commit().await?;
    Ok(StatusCode::ACCEPTED)
}
