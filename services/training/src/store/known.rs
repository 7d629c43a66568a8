use chrono::{DateTime, Days, NaiveDate, Utc};
use sqlx::PgConnection;
use taper_events::athlete::Settings;
use taper_events::training::WorkoutDone;
use taper_events::{TimeZone, UserId};
use taper_science::load::DailyStress;
use taper_science::one_rep_max::MEET_DAYS;

use crate::domain::day::beginning_of;
use crate::domain::maxima::Maxima;
use crate::domain::simulation::{Athlete, standing};
use crate::store::{athletes, plans, workouts};

/// Ten time constants of the chronic load: of what is older, less than a twenty-thousandth is left.
const LOAD_DAYS: u64 = 420;
/// Workouts that maxima are taken from: more than two a day.
const MAX_WORKOUTS: i64 = 400;

/// What was done, by days of a zone.
pub(crate) type Done = Vec<(NaiveDate, WorkoutDone)>;

/// What is known of an athlete on a day of a zone.
pub(crate) async fn athlete(
    db: &mut PgConnection,
    id: UserId,
    zone: TimeZone,
    today: NaiveDate,
) -> Result<Athlete, sqlx::Error> {
    let settings = athletes::about(db, id).await?.settings;
    let (_, maxima) = lifted(db, id, settings.as_ref(), zone, today).await?;
    let mut stress = DailyStress::new();
    for (at, cost) in workouts::stresses(db, id, load_since(today, zone)).await? {
        *stress.entry(zone.day_of(at)).or_default() += cost.unwrap_or_default();
    }
    Ok(Athlete { settings, maxima, standing: standing(&stress, today) })
}

/// What was done in the last half year, and the maxima that it says.
pub(crate) async fn lifted(
    db: &mut PgConnection,
    id: UserId,
    settings: Option<&Settings>,
    zone: TimeZone,
    today: NaiveDate,
) -> Result<(Done, Maxima), sqlx::Error> {
    let done = workouts::done_since(db, id, sets_since(today, zone), MAX_WORKOUTS).await?;
    let done: Done = done.into_iter().map(|(at, done)| (zone.day_of(at), done)).collect();
    let maxima = Maxima::of(&done, settings, today);
    Ok((done, maxima))
}

/// Whose days an athlete's are: as registered, else those of the newest plan.
pub(crate) async fn zone(db: &mut PgConnection, id: UserId) -> Result<TimeZone, sqlx::Error> {
    if let Some(zone) = athletes::about(db, id).await?.time_zone {
        return Ok(zone);
    }
    Ok(plans::newest_zone(db, id).await?.unwrap_or(TimeZone::UTC))
}

/// From when on stress has a say in the load of a day.
pub(crate) fn load_since(day: NaiveDate, zone: TimeZone) -> DateTime<Utc> {
    since(day, LOAD_DAYS, zone)
}

/// From when on sets and meets have a say in the maxima of a day.
pub(crate) fn sets_since(day: NaiveDate, zone: TimeZone) -> DateTime<Utc> {
    since(day, MEET_DAYS as u64, zone)
}

fn since(day: NaiveDate, days: u64, zone: TimeZone) -> DateTime<Utc> {
    let first = day.checked_sub_days(Days::new(days));
    first.and_then(|day| beginning_of(day, zone)).unwrap_or(DateTime::UNIX_EPOCH)
}
