//! R3: every event one to five times, shuffled, from several connections at once, among others that must not
//! come in: poison, oversize, unknown types and versions, ids that were used for something else.

use anyhow::{Context, Result, ensure};
use futures::future::join_all;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use serde_json::{Value, json};
use taper_rig::{Person, Profile, Sent};

use crate::Size;
use crate::report::Report;
use crate::siege::{Sending, visit};

const MOST_TIMES: usize = 5;
/// One of so many deliveries is one that must be refused.
const POISON_EVERY: usize = 100;
const LANES: usize = 4;
const MAX_BATCH: usize = 30;
const OVERSIZE_BYTES: usize = 600 * 1024;
const UNKNOWN_TYPE: &str = "no.such.type";

/// An envelope and the answers that it may get.
struct Delivery {
    envelope: Value,
    answers: &'static [u64],
}

pub(crate) async fn run(profile: Profile, size: Size) -> Result<Report> {
    let each = size.each();
    visit("R3", profile, size, async |person, url, seed| send(person, &url, each, seed).await).await
}

async fn send(mut person: Person, url: &str, each: usize, seed: u64) -> Result<Sending> {
    let mut random = StdRng::seed_from_u64(seed);
    let drafts = person.unrelated(each);
    let mut deliveries: Vec<Delivery> = Vec::new();
    for draft in &drafts {
        for _ in 0..random.random_range(1..=MOST_TIMES) {
            deliveries.push(Delivery { envelope: draft.envelope.clone(), answers: &[202] });
        }
    }
    // Its first delivery must come before another content under its id: these come at the end.
    let mut reused = Vec::new();
    for number in 0..deliveries.len() / POISON_EVERY {
        let base = person.unrelated(1).swap_remove(0).envelope;
        match poison(base, number) {
            Some(delivery) => deliveries.push(delivery),
            None => reused.push(&drafts[number % drafts.len()]),
        }
    }
    deliveries.shuffle(&mut random);
    let lanes: Vec<Vec<Delivery>> = {
        let mut lanes: Vec<Vec<Delivery>> = (0..LANES).map(|_| Vec::new()).collect();
        for (number, delivery) in deliveries.into_iter().enumerate() {
            lanes[number % LANES].push(delivery);
        }
        lanes
    };
    let mut story = Sent { acknowledged: drafts.len() as u64, ..Sent::default() };
    for lane in join_all(lanes.iter().map(|lane| deliver(&person, url, lane, seed))).await {
        let (tries, undeclared) = lane?;
        story.tries += tries;
        story.undeclared.extend(undeclared);
    }
    for draft in reused {
        let mut other = draft.envelope.clone();
        other["data"]["duration_seconds"] = json!(1);
        let (status, body) = person.posts_one(url, &other).await?;
        story.tries += 1;
        if status != 409 {
            story.undeclared.push(format!("other content under a known id: {status} {body}"));
        }
    }
    Ok((person.id, drafts, story, 0))
}

/// One that must not come in; none for the kind that needs an event that came in before.
fn poison(mut event: Value, number: usize) -> Option<Delivery> {
    let answers: &'static [u64] = match number % 8 {
        0 => {
            event["data"]["exercises_summary"] = json!("heavy");
            &[422]
        }
        1 => {
            event["data"]["surplus"] = json!(true);
            &[422]
        }
        2 => {
            event["event_type"] = json!(UNKNOWN_TYPE);
            &[422]
        }
        3 => {
            event["schema_version"] = json!("9.0.0");
            &[422]
        }
        4 => {
            event["schema_version"] = json!("1.99.0");
            &[503]
        }
        5 => {
            event["user_id"] = json!(uuid::Uuid::nil());
            &[403]
        }
        6 => {
            event["data"]["notes"] = json!("x".repeat(OVERSIZE_BYTES));
            &[413]
        }
        _ => return None,
    };
    Some(Delivery { envelope: event, answers })
}

/// In batches, and one now and then alone. How many requests, and the answers that nothing declares.
async fn deliver(person: &Person, url: &str, lane: &[Delivery], seed: u64) -> Result<(u64, Vec<String>)> {
    let mut random = StdRng::seed_from_u64(seed);
    let (mut rest, mut tries, mut undeclared) = (lane, 0, Vec::new());
    while !rest.is_empty() {
        // Two of the large ones do not fit into a batch, and nothing follows one of a type that nobody knows.
        let is_large = |delivery: &Delivery| delivery.answers == [413];
        let is_unknown = |delivery: &Delivery| delivery.envelope["event_type"] == UNKNOWN_TYPE;
        let size = random.random_range(1..=MAX_BATCH).min(rest.len());
        let size = rest[..size].iter().position(is_large).map_or(size, |large| large.max(1));
        let size = rest[..size].iter().position(is_unknown).map_or(size, |unknown| unknown + 1);
        let (now, later) = rest.split_at(size);
        let results = if let [only] = now {
            let (status, body) = person.posts_one(url, &only.envelope).await?;
            vec![json!({"status": status.as_u16(), "body": body})]
        } else {
            person.posts_batch(url, &now.iter().map(|delivery| &delivery.envelope).collect::<Vec<_>>()).await?
        };
        ensure!(results.len() == now.len(), "{} answers to {} events", results.len(), now.len());
        for (delivery, result) in now.iter().zip(&results) {
            let status = result["status"].as_u64().context("a status")?;
            if !delivery.answers.contains(&status) {
                undeclared.push(format!("expected {:?}: {result}", delivery.answers));
            }
        }
        tries += 1;
        rest = later;
    }
    Ok((tries, undeclared))
}
