use serde::Deserialize;
use taper_service::prelude::*;
use utoipa::ToSchema;

use crate::domain::audit::Action;
use crate::domain::refresh::{FoundToken, Verdict};
use crate::domain::session::refresh_lifetime;
use crate::domain::single_use::token_hash;
use crate::steps::cookie::RefreshCookie;
use crate::steps::sign_in::{Delivery, Granted, Offer, Tokens, grant};
use crate::steps::sign_out::sign_out;
use crate::steps::visitor::Visitor;
use crate::steps::{audit, tokens};
use crate::store::refresh_tokens::NewToken;
use crate::store::sessions::Family;
use crate::store::{refresh_tokens, sessions, users};

#[derive(Default, Deserialize, ToSchema)]
pub(crate) struct Refresh {
    /// Instead of the cookie; then the new one comes in the body, too.
    #[schema(max_length = 128)]
    refresh_token: Option<String>,
    /// Also answer the device key, after a sign-in by redirect or on a device that lost it.
    #[serde(default)]
    store_key: bool,
}

/// Another page may have had the browser send the cookie
#[derive(utoipa::IntoResponses)]
#[response(status = 403, content_type = "application/problem+json")]
#[expect(dead_code, reason = "describes an answer; never built")]
pub(crate) struct Csrf(ProblemBody);

/// New tokens for a refresh token, which is spent by it. Presented again while its successor is
/// unused, it gives the same successor; later it ends the session, since somebody has a copy.
#[utoipa::path(post, path = "/auth/refresh", operation_id = "refresh", tag = "identity", security(()),
    request_body = Option<Refresh>,
    responses((status = 200, body = Tokens), ReadProblems, WriteProblems, Csrf))]
pub(crate) async fn refresh(
    visitor: Visitor,
    cookie: RefreshCookie,
    write: Write,
    body: Option<Json<Refresh>>,
) -> Result<Granted, Problem> {
    let Refresh { refresh_token, store_key } = body.map(|Json(body)| body).unwrap_or_default();
    let (token, delivery) = match refresh_token {
        Some(token) => (token, Delivery::Body),
        None => (cookie.used()?.ok_or_else(invalid)?, Delivery::Cookie),
    };
    let mut tx = write.begin_unknown().await?;
    let now = tx.now();
    let hash = token_hash(&token);
    let family = sessions::lock_by_token(&mut tx, &hash).await?.ok_or_else(invalid)?;
    let found = refresh_tokens::find(&mut tx, &hash, family.is_revoked).await?.ok_or_else(invalid)?;
    tx.act_as(family.user);
    let refresh_token = match found.verdict(now) {
        Verdict::Invalid => return Err(invalid()),
        Verdict::Reused => return Err(reused(tx, &family, &visitor).await?),
        Verdict::Repeat => tokens::successor(&write.bus().platform, found.ring_key, &token)?,
        Verdict::Rotate => rotate(&mut tx, &family, &found, &token).await?,
    };
    sessions::seen(&mut tx, family.id, now).await?;
    let user = users::find(&mut tx, family.user).await?.ok_or_else(invalid)?;
    let offer = Offer {
        session: family.id,
        refresh_token,
        stay_signed_in: family.stay_signed_in,
        delivery,
        with_store_key: store_key,
    };
    let granted = grant(&mut tx, &user, offer).await?;
    tx.commit().await?;
    Ok(granted)
}

/// Spends the token and makes its successor.
async fn rotate(tx: &mut Tx, family: &Family, found: &FoundToken, token: &str) -> Result<String, Fault> {
    let platform = tx.bus().platform.clone();
    let now = tx.now();
    let expires_at = now + refresh_lifetime(family.stay_signed_in);
    let successor = tokens::successor(&platform, found.ring_key, token)?;
    refresh_tokens::spend(tx, found.id, now).await?;
    let new = NewToken {
        id: tx.id(),
        user: family.user,
        family: family.id,
        previous: Some(found.id),
        token_hash: &token_hash(&successor),
        ring_key: tokens::newest_ring_key(&platform)?,
        issued_at: now,
        expires_at,
    };
    refresh_tokens::insert(tx, &new).await?;
    sessions::prolong(tx, family.id, expires_at).await?;
    Ok(successor)
}

/// Ends the family: of two who hold its tokens, one is not its owner.
async fn reused(mut tx: Tx, family: &Family, visitor: &Visitor) -> Result<Problem, Problem> {
    sign_out(&mut tx, family.user, family.id).await?;
    let about = audit::About {
        user: Some(family.user),
        session: Some(family.id),
        client: Some(&visitor.client),
        ..audit::About::default()
    };
    audit::record(&mut tx, Action::RefreshReused, about).await?;
    tx.commit().await?;
    tracing::warn!(user_id = %family.user, session = %family.id, "a spent refresh token was used again");
    Ok(Problem::unauthorized("refresh_reused", "This session was ended, because its token was used twice."))
}

fn invalid() -> Problem {
    Problem::unauthorized("refresh_invalid", "Sign in again.")
}
