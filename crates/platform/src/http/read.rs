use axum::extract::FromRequestParts;
use http::request::Parts;
use sqlx::pool::PoolConnection;
use sqlx::{PgConnection, Postgres};

use super::Door;
use crate::Problem;

/// A connection to the service's database, for reading.
pub struct Read(PoolConnection<Postgres>);

impl FromRequestParts<Door> for Read {
    type Rejection = Problem;
    async fn from_request_parts(_: &mut Parts, door: &Door) -> Result<Self, Problem> {
        Ok(Self(door.platform.db(door.service).http.acquire().await?))
    }
}

impl std::ops::Deref for Read {
    type Target = PgConnection;
    fn deref(&self) -> &PgConnection {
        &self.0
    }
}

impl std::ops::DerefMut for Read {
    fn deref_mut(&mut self) -> &mut PgConnection {
        &mut self.0
    }
}
