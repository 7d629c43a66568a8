use http::StatusCode;
use serde::Deserialize;
use taper_service::prelude::*;
use utoipa::ToSchema;

use crate::domain::audit::Action;
use crate::jobs::request_email_change::RequestEmailChange;
use crate::visitor::{Visitor, identifier_of};
use crate::{audit, limits};

#[derive(Deserialize, ToSchema)]
pub(crate) struct ChangeEmail {
    #[schema(format = Email, max_length = 254)]
    email: String,
}

/// Asks for another address. It holds once it is confirmed by the link that is sent there; the
/// answer is the same whether or not another account has it.
#[utoipa::path(post, path = "/auth/email/change", operation_id = "change_email", tag = "identity",
    security(("bearer" = [])), request_body = ChangeEmail,
    responses((status = 202, description = "A mail is on its way to the new address"), ReadProblems, WriteProblems))]
pub(crate) async fn change_email(
    me: Athlete,
    visitor: Visitor,
    write: Write,
    Json(body): Json<ChangeEmail>,
) -> Result<StatusCode, Problem> {
    let platform = &write.bus().platform;
    let identifier = identifier_of(platform, &body.email)?;
    limits::on_messages(platform, &visitor, &identifier).await?;
    let mut tx = write.begin(me.id).await?;
    tx.enqueue(&RequestEmailChange { user: me.id, email: body.email }).await?;
    let about = audit::About {
        user: Some(me.id),
        session: Some(me.session_id),
        identifier: Some(&identifier),
        client: Some(&visitor.client),
    };
    audit::record(&mut tx, Action::EmailChangeRequested, about).await?;
    tx.commit().await?;
    Ok(StatusCode::ACCEPTED)
}
