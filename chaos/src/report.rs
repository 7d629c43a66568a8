use std::path::Path;
use std::time::Duration;

use anyhow::Result;
use serde::Serialize;
use taper_rig::{Profile, Sent, Verdict};

/// What a scenario came to.
pub(crate) trait Told {
    /// Of its file.
    fn name(&self) -> String;
    /// Whether all of it went as declared.
    fn is_clean(&self) -> bool;
    fn print(&self);
    fn json(&self) -> serde_json::Result<String>;
}

/// Prints it and writes it as JSON. Whether it is clean.
pub(crate) fn tell(told: &dyn Told, folder: &Path) -> Result<bool> {
    told.print();
    println!("  {}", if told.is_clean() { "clean" } else { "NOT CLEAN" });
    std::fs::create_dir_all(folder)?;
    std::fs::write(folder.join(format!("{}.json", told.name())), told.json()?)?;
    Ok(told.is_clean())
}

/// One run of one scenario.
#[derive(Serialize)]
pub(crate) struct Report {
    scenario: String,
    profile: String,
    seed: u64,
    /// Times that something was killed or cut.
    faults: usize,
    tries: u64,
    acknowledged: u64,
    undeclared_answers: Vec<String>,
    seconds: f64,
    longest_outage_ms: u128,
    /// From a fault's end until the platform was ready again.
    recovery_ms_median: u128,
    recovery_ms_worst: u128,
    /// From the last acknowledgement until nothing was under way.
    quiet_after_ms: u128,
    verdict: Verdict,
}

/// What a scenario has to tell besides the verdict.
pub(crate) struct Story {
    pub(crate) scenario: String,
    pub(crate) profile: Profile,
    pub(crate) seed: u64,
    pub(crate) sent: Vec<Sent>,
    pub(crate) recoveries: Vec<Duration>,
    pub(crate) took: Duration,
    pub(crate) quiet_after: Duration,
}

impl Report {
    pub(crate) fn of(story: Story, verdict: Verdict) -> Self {
        let mut recoveries: Vec<u128> = story.recoveries.iter().map(Duration::as_millis).collect();
        recoveries.sort_unstable();
        let mut undeclared: Vec<String> = story.sent.iter().flat_map(|sent| sent.undeclared.clone()).collect();
        undeclared.sort();
        undeclared.dedup();
        Self {
            scenario: story.scenario,
            profile: format!("{:?}", story.profile).to_lowercase(),
            seed: story.seed,
            faults: recoveries.len(),
            tries: story.sent.iter().map(|sent| sent.tries).sum(),
            acknowledged: story.sent.iter().map(|sent| sent.acknowledged).sum(),
            undeclared_answers: undeclared,
            seconds: story.took.as_secs_f64(),
            longest_outage_ms: story.sent.iter().map(|sent| sent.longest_outage.as_millis()).max().unwrap_or_default(),
            recovery_ms_median: recoveries.get(recoveries.len() / 2).copied().unwrap_or_default(),
            recovery_ms_worst: recoveries.last().copied().unwrap_or_default(),
            quiet_after_ms: story.quiet_after.as_millis(),
            verdict,
        }
    }
}

impl Told for Report {
    fn name(&self) -> String {
        format!("{}-{}", self.scenario.replace(' ', "-"), self.profile)
    }

    fn is_clean(&self) -> bool {
        self.verdict.is_clean() && self.undeclared_answers.is_empty()
    }

    fn print(&self) {
        let verdict = &self.verdict;
        println!(
            "  {} {}: {} faults, {} requests in {:.0} s\n  \
             acknowledged {}  applied {}  lost {}  doubled {}  out of order {}  gaps {}  refused {}  wrong states {}  dead {}\n  \
             longest outage {} ms, recovery {} ms (median), {} ms (worst), quiet {} ms after the last answer",
            self.scenario,
            self.profile,
            self.faults,
            self.tries,
            self.seconds,
            verdict.acknowledged,
            verdict.applied,
            verdict.lost,
            verdict.doubled,
            verdict.out_of_order,
            verdict.gaps,
            verdict.refused,
            verdict.wrong_states,
            verdict.dead_letters,
            self.longest_outage_ms,
            self.recovery_ms_median,
            self.recovery_ms_worst,
            self.quiet_after_ms,
        );
        for answer in self.undeclared_answers.iter().take(10) {
            println!("  undeclared: {answer}");
        }
    }

    fn json(&self) -> serde_json::Result<String> {
        serde_json::to_string_pretty(self)
    }
}
