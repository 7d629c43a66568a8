//! People who go on sending until enough was sent and enough was broken.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use anyhow::Result;
use futures::future::join_all;
use taper_rig::{Draft, Expected, Person, Sent, Target};
use tokio::task::JoinHandle;

/// Ideas of one round of one person.
const ROUND: usize = 200;
/// Longest that one round may take, faults included.
const PATIENCE: Duration = Duration::from_secs(300);

/// Somebody, what they sent, and how that went.
type Finished = (Person, Vec<Draft>, Sent);

pub(crate) struct Load {
    tasks: Vec<JoinHandle<Result<Finished>>>,
    acknowledged: Arc<AtomicUsize>,
    enough: Arc<AtomicBool>,
}

/// Everybody signs up before anything is broken.
pub(crate) async fn people(url: &str, count: u64, seed: u64) -> Result<Vec<Person>> {
    let mut people = Vec::new();
    for number in 0..count {
        people.push(Person::sign_up(url, seed * 1_000 + number).await?);
    }
    Ok(people)
}

impl Load {
    /// Everybody sends from now on, `each` events at least.
    pub(crate) fn start(people: Vec<Person>, target: &Target, each: usize) -> Self {
        Self::with(people, target, each, false)
    }

    /// Everybody sends `each` events and no more, so that the ends of several runs can be compared.
    pub(crate) fn exactly(people: Vec<Person>, target: &Target, each: usize) -> Self {
        Self::with(people, target, each, true)
    }

    fn with(people: Vec<Person>, target: &Target, each: usize, enough: bool) -> Self {
        let (acknowledged, enough) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(enough)));
        let tasks = people
            .into_iter()
            .map(|person| {
                let (target, acknowledged, enough) = (target.clone(), acknowledged.clone(), enough.clone());
                #[expect(clippy::disallowed_methods, reason = "a program of the rig, not of the platform")]
                tokio::spawn(send(person, target, acknowledged, enough, each))
            })
            .collect();
        Self { tasks, acknowledged, enough }
    }

    pub(crate) fn acknowledged(&self) -> usize {
        self.acknowledged.load(Ordering::Relaxed)
    }

    pub(crate) fn is_finished(&self) -> bool {
        self.tasks.iter().all(JoinHandle::is_finished)
    }

    /// Nobody begins another round, except those who did not send theirs yet.
    pub(crate) async fn finish(self) -> Result<(Expected, Vec<Sent>)> {
        self.enough.store(true, Ordering::Relaxed);
        let (mut expected, mut sent) = (Expected::new(), Vec::new());
        for finished in join_all(self.tasks).await {
            let (person, drafts, story) = finished??;
            expected.insert(person.id, drafts);
            sent.push(story);
        }
        Ok((expected, sent))
    }
}

async fn send(
    mut person: Person,
    target: Target,
    acknowledged: Arc<AtomicUsize>,
    enough: Arc<AtomicBool>,
    each: usize,
) -> Result<Finished> {
    let (mut all, mut story) = (Vec::new(), Sent::default());
    while all.len() < each || !enough.load(Ordering::Relaxed) {
        let size = if all.len() < each { ROUND.min(each - all.len()) } else { ROUND };
        let drafts = person.ideas(size);
        let sent = person.sends(&drafts, &target, PATIENCE).await?;
        acknowledged.fetch_add(drafts.len(), Ordering::Relaxed);
        all.extend(drafts);
        story.tries += sent.tries;
        story.acknowledged += sent.acknowledged;
        story.longest_outage = story.longest_outage.max(sent.longest_outage);
        story.undeclared.extend(sent.undeclared);
    }
    Ok((person, all, story))
}
