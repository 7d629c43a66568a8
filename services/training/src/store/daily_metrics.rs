use chrono::NaiveDate;
use sqlx::PgConnection;
use sqlx::types::Json;
use taper_events::UserId;
use taper_events::training::LiftMaximum;
use taper_science::load::Form;

use crate::domain::metrics::{DayDone, DayMetrics};

/// Writes these days anew, and takes away what stood from `first` on and is not among them. Whether anything stood there.
pub(crate) async fn replace(
    db: &mut PgConnection,
    owner: UserId,
    first: NaiveDate,
    days: &[DayMetrics],
) -> Result<bool, sqlx::Error> {
    let form = |of: fn(&Form) -> f64| -> Vec<f64> { days.iter().map(|day| of(&day.form)).collect() };
    let count = |of: fn(&DayDone) -> u32| -> Vec<i32> {
        days.iter().map(|day| i32::try_from(of(&day.done)).unwrap_or(i32::MAX)).collect()
    };
    let dates: Vec<NaiveDate> = days.iter().map(|day| day.form.day).collect();
    let stress: Vec<f64> = days.iter().map(|day| day.done.stress).collect();
    let readiness: Vec<Option<f64>> = days.iter().map(|day| day.readiness).collect();
    let confidence: Vec<Option<f64>> = days.iter().map(|day| day.confidence).collect();
    let maxima: Vec<Json<&Vec<LiftMaximum>>> = days.iter().map(|day| Json(&day.maxima)).collect();
    let stood = sqlx::query!("delete from training.daily_metrics where user_id = $1 and day >= $2", owner.0, first)
        .execute(&mut *db)
        .await?;
    sqlx::query!(
        "insert into training.daily_metrics
            (user_id, day, stress, workouts, unknown, ctl, atl, tsb, readiness, confidence, maxima)
         select $1, d.* from unnest($2::date[], $3::float8[], $4::int[], $5::int[], $6::float8[], $7::float8[],
                $8::float8[], $9::float8[], $10::float8[], $11::jsonb[]) d",
        owner.0,
        &dates,
        &stress,
        &count(|done| done.workouts),
        &count(|done| done.unknown),
        &form(|form| form.ctl),
        &form(|form| form.atl),
        &form(|form| form.tsb),
        &readiness as &[Option<f64>],
        &confidence as &[Option<f64>],
        &maxima as _
    )
    .execute(db)
    .await?;
    Ok(stood.rows_affected() > 0)
}

/// The oldest first.
pub(crate) async fn between(
    db: &mut PgConnection,
    owner: UserId,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<DayMetrics>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select day, stress, workouts, unknown, ctl, atl, tsb, readiness, confidence,
                  maxima as "maxima: Json<Vec<LiftMaximum>>"
           from training.daily_metrics where user_id = $1 and day between $2 and $3 order by day"#,
        owner.0,
        from,
        to
    )
    .fetch_all(db)
    .await?;
    let count = |count: i32| u32::try_from(count).unwrap_or_default();
    let days = rows.into_iter().map(|row| DayMetrics {
        done: DayDone { stress: row.stress, workouts: count(row.workouts), unknown: count(row.unknown) },
        form: Form { day: row.day, ctl: row.ctl, atl: row.atl, tsb: row.tsb },
        readiness: row.readiness,
        confidence: row.confidence,
        maxima: row.maxima.0,
    });
    Ok(days.collect())
}
