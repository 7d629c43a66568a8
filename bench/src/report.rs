use std::path::Path;

use anyhow::Result;
use serde::Serialize;

/// What was measured, once per repetition.
#[derive(Serialize)]
pub(crate) struct Figure {
    name: String,
    unit: &'static str,
    values: Vec<f64>,
    median: f64,
    lowest: f64,
    highest: f64,
}

#[derive(Serialize)]
pub(crate) struct Report {
    id: &'static str,
    what: &'static str,
    target: &'static str,
    figures: Vec<Figure>,
}

impl Figure {
    pub(crate) fn of(name: impl Into<String>, unit: &'static str, values: Vec<f64>) -> Self {
        let mut sorted = values.clone();
        sorted.sort_by(f64::total_cmp);
        let at = |index: usize| sorted.get(index).copied().unwrap_or(f64::NAN);
        let (median, lowest, highest) = (at(sorted.len() / 2), at(0), at(sorted.len().saturating_sub(1)));
        Self { name: name.into(), unit, values, median, lowest, highest }
    }
}

impl Report {
    pub(crate) fn new(id: &'static str, what: &'static str, target: &'static str, figures: Vec<Figure>) -> Self {
        Self { id, what, target, figures }
    }

    pub(crate) fn print(&self) {
        println!("{} {} (target: {})", self.id, self.what, self.target);
        for Figure { name, unit, median, lowest, highest, values } in &self.figures {
            println!("  {name:<34} {median:>10.2} {unit:<9} ({lowest:.2} to {highest:.2}, {} runs)", values.len());
        }
    }

    pub(crate) fn write(&self, folder: &Path) -> Result<()> {
        std::fs::create_dir_all(folder)?;
        std::fs::write(folder.join(format!("{}.json", self.id)), serde_json::to_string_pretty(self)?)?;
        Ok(())
    }
}

/// The share `part` (0 to 1) of the sorted values is at most this.
pub(crate) fn percentile(sorted: &[f64], part: f64) -> f64 {
    let last = sorted.len().saturating_sub(1);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "an index"
    )]
    let index = (last as f64 * part).round() as usize;
    sorted.get(index).copied().unwrap_or(f64::NAN)
}
