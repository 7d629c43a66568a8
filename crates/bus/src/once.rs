//! Requests that create something, done once for each key that their client chose.

use taper_platform::Problem;
use taper_platform::http::IdempotencyKey;
use uuid::Uuid;

use crate::{Fault, Tx};

const FINGERPRINT: &str = "idempotency-key";

impl Tx {
    /// What this person's request with this key made before: then that is the answer, and nothing is made. If there is
    /// no key, or it is new, none; a new one is remembered with `made`, for as long as an event's, and waits for whoever
    /// has just used it. `handler` names whose keys these are, and is never renamed.
    ///
    /// # Errors
    /// 409 `idempotency_conflict`: it was another request's. 503: the database's.
    pub async fn made_before(
        &mut self,
        handler: &str,
        key: Option<&IdempotencyKey>,
        made: Uuid,
    ) -> Result<Option<Uuid>, Problem> {
        let Some(key) = key else { return Ok(None) };
        let consumer = format!("{}.{handler}", self.service());
        let (actor, now) = (self.cause().actor, self.now());
        let keys = self.bus().platform.keys.clone();
        let fingerprint = keys.fingerprint(FINGERPRINT, &key.content).map_err(Fault::from)?;
        let done = sqlx::query!(
            "insert into bus.idempotency_keys
                (consumer, user_id, client_generated_id, event_id, fingerprint, fingerprint_key, received_at)
             values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing",
            consumer,
            actor.0,
            key.id,
            made,
            fingerprint.digest.as_slice(),
            i32::from(fingerprint.key),
            now
        )
        .execute(&mut **self)
        .await?;
        if done.rows_affected() == 1 {
            return Ok(None);
        }
        let known = sqlx::query!(
            "select event_id, fingerprint, fingerprint_key from bus.idempotency_keys
             where consumer = $1 and user_id = $2 and client_generated_id = $3",
            consumer,
            actor.0,
            key.id
        )
        .fetch_one(&mut **self)
        .await?;
        let with = known.fingerprint_key.and_then(|key| u16::try_from(key).ok()).unwrap_or(fingerprint.key);
        let again = keys.fingerprint_with(with, FINGERPRINT, &key.content).map_err(Fault::from)?;
        if known.fingerprint.as_deref() != Some(again.digest.as_slice()) {
            let detail = "This Idempotency-Key was used for another request.";
            return Err(Problem::conflict("idempotency_conflict", detail));
        }
        Ok(Some(known.event_id))
    }
}
