//! Clients that hang up at a random microsecond of their request, and send again later.

use std::time::Duration;

use anyhow::Result;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use taper_rig::{Person, Profile, Sent};

use crate::Size;
use crate::report::Report;
use crate::siege::{Sending, visit};

/// The longest that a client waits before it hangs up; most answers take longer.
const PATIENCE_MICROS: std::ops::Range<u64> = 0..6_000;
/// A full run, of 200,000 events elsewhere, is 10,000 hang-ups.
const EVENTS_PER_HANG_UP: usize = 20;
/// Hang-ups before an event's answer is waited for.
const HANG_UPS: usize = 3;

pub(crate) async fn run(profile: Profile, size: Size) -> Result<Report> {
    let each = size.each().div_ceil(EVENTS_PER_HANG_UP * HANG_UPS);
    visit("cancellations", profile, size, async |person, url, seed| send(person, &url, each, seed).await).await
}

async fn send(mut person: Person, url: &str, each: usize, seed: u64) -> Result<Sending> {
    let mut random = StdRng::seed_from_u64(seed);
    let drafts = person.ideas(each);
    let (mut story, mut hung_up) = (Sent::default(), 0);
    for draft in &drafts {
        for _ in 0..HANG_UPS {
            let patience = Duration::from_micros(random.random_range(PATIENCE_MICROS));
            story.tries += 1;
            if tokio::time::timeout(patience, person.posts_one(url, &draft.envelope)).await.is_err() {
                hung_up += 1;
            }
        }
        let (status, body) = person.posts_one(url, &draft.envelope).await?;
        story.tries += 1;
        story.acknowledged += 1;
        if status != 202 {
            story.undeclared.push(format!("{status} {body}"));
        }
    }
    Ok((person.id, drafts, story, hung_up))
}
