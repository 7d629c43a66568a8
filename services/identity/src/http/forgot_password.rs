use http::StatusCode;
use serde::Deserialize;
use taper_service::prelude::*;
use utoipa::ToSchema;

use crate::domain::audit::Action;
use crate::jobs::request_password_reset::RequestPasswordReset;
use crate::steps::visitor::{Visitor, identifier_of};
use crate::steps::{audit, limits};

#[derive(Deserialize, ToSchema)]
pub(crate) struct ForgotPassword {
    #[schema(format = Email, max_length = 254)]
    email: String,
}

/// Asks for a link to choose a new password. The answer is the same, and as quick, whether or not
/// the address has an account.
#[utoipa::path(post, path = "/auth/password/forgot", operation_id = "forgot_password", tag = "identity", security(()),
    request_body = ForgotPassword,
    responses((status = 202, description = "If there is an account, a mail is on its way"), WriteProblems))]
pub(crate) async fn forgot_password(
    visitor: Visitor,
    write: Write,
    Json(body): Json<ForgotPassword>,
) -> Result<StatusCode, Problem> {
    let platform = &write.bus().platform;
    let identifier = identifier_of(platform, &body.email)?;
    limits::on_messages(platform, &visitor, &identifier).await?;
    let mut tx = write.begin_unknown().await?;
    tx.enqueue(&RequestPasswordReset { email: body.email }).await?;
    let about =
        audit::About { identifier: Some(&identifier), client: Some(&visitor.client), ..audit::About::default() };
    audit::record(&mut tx, Action::PasswordResetRequested, about).await?;
    tx.commit().await?;
    Ok(StatusCode::ACCEPTED)
}
