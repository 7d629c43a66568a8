//! A club that does not exist (OPS-9): twenty athletes, what they did in two years, and the meet that they train for now.
//! The same seed and the same day give the same club, byte for byte.

mod calendar;
mod chance;
mod gym;
mod lifter;
mod people;
mod rider;
mod writer;

use chrono::NaiveDate;
use taper_events::{Envelope, TimeZone, UserId};

/// Weeks of training that the club looks back on.
pub const WEEKS_BACK: i64 = 104;

pub struct Club {
    /// The first is the administrator, who does not train; the second is the tester.
    pub members: Vec<Member>,
    /// The day that most of them train for.
    pub meet: NaiveDate,
}

pub struct Member {
    pub id: UserId,
    pub email: String,
    pub display_name: String,
    /// BCP 47.
    pub locale: &'static str,
    pub time_zone: TimeZone,
    pub is_admin: bool,
    /// What they sent from their phone, oldest first.
    pub events: Vec<Envelope>,
}

/// `today`: the day that it is in the club. `seed`: which club.
pub fn club(seed: u64, today: NaiveDate) -> Club {
    let meet = calendar::meet_after(today);
    let members = people::all(seed, today).into_iter().map(|person| person.member(today, meet)).collect();
    Club { members, meet }
}
