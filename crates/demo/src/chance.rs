use chrono::{Datelike, NaiveDate};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use uuid::Uuid;

/// What happens by chance to one person, always the same for a seed and a day.
pub(crate) struct Chance(StdRng);

impl Chance {
    pub(crate) fn of(seed: u64, today: NaiveDate, person: u64) -> Self {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        bytes[8..16].copy_from_slice(&person.to_le_bytes());
        bytes[16..20].copy_from_slice(&today.num_days_from_ce().to_le_bytes());
        Self(StdRng::from_seed(bytes))
    }

    pub(crate) fn id(&mut self) -> Uuid {
        uuid::Builder::from_random_bytes(self.0.random()).into_uuid()
    }

    /// Of a hundred.
    pub(crate) fn happens(&mut self, percent: u8) -> bool {
        self.0.random_range(0..100) < percent
    }

    pub(crate) fn between(&mut self, least: i64, most: i64) -> i64 {
        self.0.random_range(least..=most)
    }

    /// Around 1, at most `share` away.
    pub(crate) fn about_one(&mut self, share: f64) -> f64 {
        self.0.random_range(1.0 - share..=1.0 + share)
    }

    pub(crate) fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.0.random_range(0..all.len())]
    }
}
