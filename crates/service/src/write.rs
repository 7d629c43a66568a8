use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use taper_bus::{Bus, Cause, Tx};
use taper_events::{SYSTEM_USER, UserId};
use taper_platform::Problem;
use taper_platform::http::{Door, RequestId};

/// The service's database, for writing: a request begins its transaction when it knows who acts.
/// A request that was begun is finished even if its client leaves.
pub struct Write {
    bus: Bus,
    service: &'static str,
    request_id: Option<String>,
}

impl FromRequestParts<Door> for Write {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, door: &Door) -> Result<Self, Problem> {
        let bus = parts.extensions.get::<Bus>().cloned().ok_or_else(Problem::internal)?;
        let request_id = parts.extensions.get::<RequestId>().map(|id| id.0.clone());
        Ok(Self { bus, service: door.service, request_id })
    }
}

impl Write {
    pub fn bus(&self) -> &Bus {
        &self.bus
    }

    /// A transaction because of this person's request.
    ///
    /// # Errors
    /// 503: the database cannot be reached.
    pub async fn begin(&self, actor: UserId) -> Result<Tx, Problem> {
        let cause = Cause::request(self.bus.platform.id(), actor).of_request(self.request_id.clone());
        Ok(Tx::begin(&self.bus, self.service, &self.bus.db(self.service).http, cause).await?)
    }

    /// A transaction on behalf of nobody yet known; [`Tx::act_as`] names them before it emits.
    ///
    /// # Errors
    /// 503: the database cannot be reached.
    pub async fn begin_unknown(&self) -> Result<Tx, Problem> {
        self.begin(SYSTEM_USER).await
    }
}
