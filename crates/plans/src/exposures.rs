//! How often a week each lift is trained, and on which of its days.

use taper_events::athlete::Lift;

use crate::body::{Region, regions};
use crate::brief::Brief;
use crate::exercises::Exercise;

/// One lift on one day of the week.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Exposure {
    pub lift: Lift,
    pub is_heavy: bool,
}

const LIFTS: [Lift; 3] = [Lift::Squat, Lift::Deadlift, Lift::Bench];

/// The exposures of each of `days` training days. Each lift is heavy once; the others of its days are lighter.
pub(crate) fn of_week(brief: &Brief, days: usize) -> Vec<Vec<Exposure>> {
    let mut week: Vec<Vec<Exposure>> = vec![Vec::new(); days];
    if days == 0 {
        return week;
    }
    let mut lifts = LIFTS;
    // What matters most finds the freshest days.
    lifts.sort_by_key(|lift| (brief.most_important != Some(*lift), brief.least_important == Some(*lift)));
    for lift in lifts {
        let count = per_week(brief, lift).min(days);
        for (nth, day) in spread(&week, lift, count).into_iter().enumerate() {
            week[day].push(Exposure { lift, is_heavy: nth == 0 });
        }
    }
    for day in &mut week {
        day.sort_by_key(|exposure| (!exposure.is_heavy, exposure.lift != Lift::Squat, exposure.lift == Lift::Bench));
    }
    week
}

/// Twice a week each, and the bench thrice for who recovers quickly: more often is no better (Grgic and others, Sports
/// Medicine 48(5), 2018).
fn per_week(brief: &Brief, lift: Lift) -> usize {
    let usual = 2_i32;
    let by_recovery = match lift {
        _ if brief.is_slow(lift) => -1,
        Lift::Bench if brief.is_fast(lift) => 1,
        _ => 0,
    };
    let important = i32::from(brief.most_important == Some(lift) && lift != Lift::Deadlift);
    let unimportant = i32::from(brief.least_important == Some(lift));
    let deadlift = i32::from(lift == Lift::Deadlift && (brief.spares_deadlifts() || !brief.is_fast(lift)));
    let hurts = injured(brief).iter().any(|region| region.is_loaded_by(Exercise::Main(lift)));
    (usual + by_recovery + important - unimportant - deadlift - i32::from(hurts)).clamp(1, 3) as usize
}

/// All regions that the athlete named.
pub(crate) fn injured(brief: &Brief) -> Vec<Region> {
    brief.injuries.iter().flat_map(|words| regions(words)).collect()
}

/// The days of a lift's exposures, the heavy one first: as far apart as they can be, on the emptiest days, and the heavy
/// deadlift not beside the heavy squat if that can be.
fn spread(week: &[Vec<Exposure>], lift: Lift, count: usize) -> Vec<usize> {
    let days = week.len();
    let at = |offset: usize| -> Vec<usize> { (0..count).map(|nth| (offset + nth * days / count) % days).collect() };
    let cost = |offset: &usize| {
        let chosen = at(*offset);
        let crowd: usize = chosen.iter().map(|day| week[*day].len().pow(2)).sum();
        let heavy = chosen.first().copied().unwrap_or_default();
        (4 * crowd + 3 * clash(week, lift, heavy), *offset)
    };
    (0..days).min_by_key(cost).map(at).unwrap_or_default()
}

/// How much a heavy day of this lift is in the way of the others': 2 on the same day, 1 on the day before or after.
fn clash(week: &[Vec<Exposure>], lift: Lift, heavy: usize) -> usize {
    if lift == Lift::Bench {
        return 0;
    }
    let is_heavy_leg = |exposure: &Exposure| exposure.is_heavy && exposure.lift != Lift::Bench;
    let others = week.iter().enumerate().filter(|(_, day)| day.iter().any(is_heavy_leg));
    others.map(|(day, _)| 2_usize.saturating_sub(day.abs_diff(heavy))).sum()
}
