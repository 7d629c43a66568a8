use axum::response::{IntoResponse, Response};
use http::HeaderValue;
use http::header::SET_COOKIE;
use serde::{Deserialize, Serialize};
use taper_events::SessionId;
use taper_events::identity::UserLoggedIn;
use taper_platform::Claims;
use taper_service::prelude::*;
use utoipa::ToSchema;

use crate::domain::audit::Action;
use crate::domain::session::{MAX_SESSIONS, Session, refresh_lifetime};
use crate::domain::signing_key::ACCESS_LIFETIME;
use crate::domain::single_use::token_hash;
use crate::domain::user::User;
use crate::http::get_me::UserView;
use crate::steps::sign_out::sign_out_beyond;
use crate::steps::visitor::Visitor;
use crate::steps::{audit, cookie, signing, tokens};
use crate::store::refresh_tokens::NewToken;
use crate::store::{refresh_tokens, sessions};

/// How the refresh token reaches the client.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Delivery {
    /// In an httpOnly cookie, for the web app.
    #[default]
    Cookie,
    /// In the body, for programs.
    Body,
}

/// What a signed-in client gets.
#[derive(Serialize, ToSchema)]
pub(crate) struct Tokens {
    access_token: String,
    token_type: &'static str,
    /// Seconds.
    expires_in: i64,
    user: UserView,
    /// 32 bytes, base64url, always the same for one person: what their devices seal their own data with.
    #[serde(skip_serializing_if = "Option::is_none")]
    store_key: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refresh_token: Option<String>,
}

/// 200 with tokens, the refresh token in cookie or body.
pub(crate) struct Granted {
    tokens: Tokens,
    cookie: Option<HeaderValue>,
}

impl IntoResponse for Granted {
    fn into_response(self) -> Response {
        let mut response = axum::Json(self.tokens).into_response();
        if let Some(cookie) = self.cookie {
            response.headers_mut().insert(SET_COOKIE, cookie);
        }
        response
    }
}

/// How somebody signs in.
pub(crate) struct SignIn<'a> {
    /// As `auth.user.logged_in` says it.
    pub method: &'static str,
    pub device: Option<String>,
    pub stay_signed_in: bool,
    pub delivery: Delivery,
    pub visitor: &'a Visitor,
}

/// Opens a session for somebody who has proven who they are.
pub(crate) async fn sign_in(tx: &mut Tx, user: &User, how: SignIn<'_>) -> Result<Granted, Fault> {
    let now = tx.now();
    let id = SessionId(tx.id());
    let device = how.device.or_else(|| how.visitor.device.clone());
    let session = Session { id, device: device.clone(), created_at: now, last_seen_at: now };
    let expires_at = now + refresh_lifetime(how.stay_signed_in);
    sessions::insert(tx, user.id, &session, how.stay_signed_in, expires_at).await?;
    sign_out_beyond(tx, user.id, MAX_SESSIONS).await?;
    let refresh_token = tokens::random_token(&tx.bus().platform);
    let new = NewToken {
        id: tx.id(),
        user: user.id,
        family: id,
        previous: None,
        token_hash: &token_hash(&refresh_token),
        ring_key: tokens::newest_ring_key(&tx.bus().platform)?,
        issued_at: now,
        expires_at,
    };
    refresh_tokens::insert(tx, &new).await?;
    let about = audit::About {
        user: Some(user.id),
        session: Some(id),
        client: Some(&how.visitor.client),
        ..audit::About::default()
    };
    audit::record(tx, Action::SignedIn, about).await?;
    tx.answer(&UserLoggedIn { session_id: id, method: how.method.to_owned(), device })?;
    let offer = Offer {
        session: id,
        refresh_token,
        stay_signed_in: how.stay_signed_in,
        delivery: how.delivery,
        with_store_key: true,
    };
    grant(tx, user, offer).await
}

/// What of a session is handed out.
pub(crate) struct Offer {
    pub session: SessionId,
    pub refresh_token: String,
    pub stay_signed_in: bool,
    pub delivery: Delivery,
    pub with_store_key: bool,
}

/// Tokens for a session that stands.
pub(crate) async fn grant(tx: &mut Tx, user: &User, offer: Offer) -> Result<Granted, Fault> {
    let platform = tx.bus().platform.clone();
    let now = tx.now().timestamp();
    let issuer = platform.verifier.issuer().to_owned();
    let claims = Claims {
        iss: issuer.clone(),
        aud: issuer,
        sub: user.id,
        sid: offer.session,
        roles: user.role_names(),
        iat: now,
        nbf: now,
        exp: now + ACCESS_LIFETIME.num_seconds(),
    };
    let store_key = match offer.with_store_key {
        true => Some(tokens::open_store_key(&platform, user.id, &user.store_key)?),
        false => None,
    };
    let lifetime = refresh_lifetime(offer.stay_signed_in).num_seconds();
    let (cookie, refresh_token) = match offer.delivery {
        Delivery::Cookie => (cookie::keep(&platform, &offer.refresh_token, lifetime), None),
        Delivery::Body => (None, Some(offer.refresh_token)),
    };
    let access_token = signing::sign(tx, &claims).await?;
    let expires_in = ACCESS_LIFETIME.num_seconds();
    let tokens = Tokens { access_token, token_type: "Bearer", expires_in, user: user.into(), store_key, refresh_token };
    Ok(Granted { tokens, cookie })
}
