use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::PgConnection;
use taper_events::UserId;
use uuid::Uuid;

/// Most outcomes that one statement forgets.
const FORGET_BATCH: i64 = 5000;

/// What a fact says of the event that caused it.
pub(crate) struct NewOutcome {
    pub user: UserId,
    pub client_generated_id: Uuid,
    pub failed: bool,
    pub errors: Option<Value>,
}

pub(crate) struct Outcome {
    pub client_generated_id: Uuid,
    pub state: String,
    pub errors: Option<Value>,
}

/// Notes outcomes; the first one of an event stands.
pub(crate) async fn note(db: &mut PgConnection, outcomes: &[NewOutcome], at: DateTime<Utc>) -> Result<(), sqlx::Error> {
    let users: Vec<Uuid> = outcomes.iter().map(|o| o.user.0).collect();
    let ids: Vec<Uuid> = outcomes.iter().map(|o| o.client_generated_id).collect();
    let states: Vec<String> =
        outcomes.iter().map(|o| if o.failed { "failed" } else { "persisted" }.to_owned()).collect();
    let errors: Vec<Option<Value>> = outcomes.iter().map(|o| o.errors.clone()).collect();
    sqlx::query!(
        "insert into ingress.outcomes (user_id, client_generated_id, state, errors, at)
         select user_id, client_generated_id, state, errors, $5
         from unnest($1::uuid[], $2::uuid[], $3::text[], $4::jsonb[]) as o (user_id, client_generated_id, state, errors)
         order by user_id, client_generated_id
         on conflict do nothing",
        &users,
        &ids,
        &states,
        &errors as &[Option<Value>],
        at
    )
    .execute(db)
    .await?;
    Ok(())
}

pub(crate) async fn find(db: &mut PgConnection, user: UserId, ids: &[Uuid]) -> Result<Vec<Outcome>, sqlx::Error> {
    sqlx::query_as!(
        Outcome,
        "select client_generated_id, state, errors from ingress.outcomes
         where user_id = $1 and client_generated_id = any($2)",
        user.0,
        ids
    )
    .fetch_all(db)
    .await
}

/// Forgets some of the outcomes from before `before`. Returns how many.
pub(crate) async fn forget(db: &mut PgConnection, before: DateTime<Utc>) -> Result<u64, sqlx::Error> {
    let done = sqlx::query!(
        "delete from ingress.outcomes where (user_id, client_generated_id) in (
            select user_id, client_generated_id from ingress.outcomes where at < $1 limit $2)",
        before,
        FORGET_BATCH
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected())
}
