use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use taper_events::UserId;
use uuid::Uuid;

/// Has the metrics of an athlete counted anew, from an instant on, once `due_at` has come.
pub(crate) async fn add(
    db: &mut PgConnection,
    athlete: UserId,
    since: DateTime<Utc>,
    due_at: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into training.metrics_due (user_id, since, due_at) values ($1, $2, $3)",
        athlete.0,
        since,
        due_at
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Whose are due, some of them.
pub(crate) async fn athletes(
    db: &mut PgConnection,
    now: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<UserId>, sqlx::Error> {
    let athletes = sqlx::query_scalar!(
        "select distinct user_id from
            (select user_id from training.metrics_due where due_at <= $1 order by due_at limit $2) due",
        now,
        limit
    )
    .fetch_all(db)
    .await?;
    Ok(athletes.into_iter().map(Into::into).collect())
}

/// Takes what is due of these athletes; each with the first instant that is to be counted anew.
pub(crate) async fn take(
    db: &mut PgConnection,
    athletes: &[UserId],
    now: DateTime<Utc>,
) -> Result<Vec<(UserId, DateTime<Utc>)>, sqlx::Error> {
    let ids: Vec<Uuid> = athletes.iter().map(|athlete| athlete.0).collect();
    let taken = sqlx::query!(
        r#"with taken as
            (delete from training.metrics_due where user_id = any($1) and due_at <= $2 returning user_id, since)
           select user_id as "user_id!", min(since) as "since!" from taken group by user_id order by user_id"#,
        &ids,
        now
    )
    .fetch_all(db)
    .await?;
    Ok(taken.into_iter().map(|row| (row.user_id.into(), row.since)).collect())
}

/// Forgets what is due later.
pub(crate) async fn clear_later(db: &mut PgConnection, athlete: UserId, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from training.metrics_due where user_id = $1 and due_at > $2", athlete.0, now)
        .execute(db)
        .await?;
    Ok(())
}
