//! Which plates to put on, from what is there: exact, not greedy.
//!
//! Weights are whole numbers of any one unit: thousandths of a kilogram or of a pound keep everything a gym owns exact.
//! `vectors/plates.json` holds what every implementation of this must answer; nothing here converts between units.

use std::collections::VecDeque;

use thiserror::Error;

/// Most entries of the search's table: kinds of plates × sums of one side, counted in the greatest common divisor of the
/// plates. Sixteen kinds of kilogram and pound plates mixed, in grams, reach 500 kg a side; kilogram plates alone have no
/// limit that a sleeve has not. It costs a tenth of a second and 16 MB at most, whatever the inventory.
pub const MAX_CELLS: u64 = 8_000_000;

/// A sum that no plates add up to.
const UNREACHABLE: u32 = u32::MAX;

/// What is loaded: a barbell, a hex bar, a sled, a stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Machine {
    /// Weight without plates: the bar with its collars, the sled. Zero for most stacks.
    pub base: u32,
    pub sides: Sides,
}

/// On how many sides a machine takes the same plates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sides {
    /// Cable stacks, landmines, belts.
    One,
    /// Barbells, hex bars, hack squats, leg presses.
    Two,
}

impl Sides {
    fn count(self) -> u32 {
        match self {
            Self::One => 1,
            Self::Two => 2,
        }
    }
}

/// Plates of one weight on one side: as many as are there, or as many as are loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plates {
    pub weight: u32,
    pub count: u16,
}

/// A loaded machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loading {
    /// The machine and all its plates.
    pub total: u64,
    /// What each side carries, heaviest and innermost first.
    pub per_side: Vec<Plates>,
}

/// What a target weight comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Exact(Loading),
    /// No plates make the target. None where nothing lighter or heavier can be loaded either.
    Nearest {
        below: Option<Near>,
        above: Option<Near>,
    },
}

/// The nearest loading on one side of the target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    pub loading: Loading,
    /// What lies between it and the target; never zero.
    pub remainder: u64,
}

/// Target and inventory need a table of more than [`MAX_CELLS`] entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the plates are too many or too fine for this target")]
pub struct TooFine;

/// The plates for `target`, machine included: exact if any choice from `inventory` is, else the nearest below and above.
///
/// `inventory` says what *each side* can have: pairs for two sides, single plates for one. One weight may be named several
/// times; plates without weight are passed over. Among several ways to load one weight, the one with the fewest plates is
/// answered, and among those the one with the heaviest inside.
///
/// # Errors
/// [`TooFine`] where the search would need more than [`MAX_CELLS`].
pub fn load(machine: Machine, inventory: &[Plates], target: u32) -> Result<Answer, TooFine> {
    let loaded = |per_side: Vec<Plates>| Loading { total: total(machine, &per_side), per_side };
    let Some(missing) = target.checked_sub(machine.base) else {
        let remainder = u64::from(machine.base - target);
        return Ok(Answer::Nearest { below: None, above: Some(Near { loading: loaded(Vec::new()), remainder }) });
    };
    let sides = machine.sides.count();
    let stock = Stock::of(inventory);
    let at_most = u64::from(missing / sides) / stock.grain;
    let at_least = u64::from(missing.div_ceil(sides)).div_ceil(stock.grain);
    let search = Search::new(&stock, at_least)?;
    let below = search.highest_up_to(at_most).map(loaded);
    let above = search.lowest_from(at_least).map(loaded);
    let target = u64::from(target);
    Ok(match below {
        Some(exact) if exact.total == target => Answer::Exact(exact),
        below => Answer::Nearest {
            below: below.map(|loading| Near { remainder: target - loading.total, loading }),
            above: above.map(|loading| Near { remainder: loading.total - target, loading }),
        },
    })
}

/// What a machine weighs with these plates on each side.
pub fn total(machine: Machine, per_side: &[Plates]) -> u64 {
    let side: u64 = per_side.iter().map(|plates| u64::from(plates.weight) * u64::from(plates.count)).sum();
    u64::from(machine.base) + side * u64::from(machine.sides.count())
}

/// An inventory with each weight once, heaviest first, counted in grains.
struct Stock {
    plates: Vec<Plates>,
    /// The greatest common divisor of the weights; one without plates.
    grain: u64,
}

impl Stock {
    fn of(inventory: &[Plates]) -> Self {
        let mut plates: Vec<Plates> =
            inventory.iter().copied().filter(|plates| plates.weight > 0 && plates.count > 0).collect();
        plates.sort_by_key(|plates| std::cmp::Reverse(plates.weight));
        plates.dedup_by(|next, first| {
            let same = next.weight == first.weight;
            if same {
                first.count = first.count.saturating_add(next.count);
            }
            same
        });
        let grain = plates.iter().fold(0, |grain, plates| greatest_common_divisor(grain, plates.weight));
        Self { plates, grain: u64::from(grain.max(1)) }
    }

    fn grains(&self, plates: Plates) -> u64 {
        u64::from(plates.weight) / self.grain
    }

    /// The heaviest plate, in grains.
    fn heaviest(&self) -> u64 {
        self.plates.first().map_or(0, |plates| self.grains(*plates))
    }

    /// All plates together, in grains.
    fn everything(&self) -> u64 {
        self.plates.iter().map(|plates| self.grains(*plates) * u64::from(plates.count)).sum()
    }
}

fn greatest_common_divisor(mut a: u32, mut b: u32) -> u32 {
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// Every sum that one side can have up to a little over the target, with how to reach it.
struct Search<'a> {
    stock: &'a Stock,
    /// Fewest plates by sum in grains.
    fewest: Vec<u32>,
    /// For each kind, heaviest first: how many of it the sum takes when lighter kinds make up the rest.
    taken: Vec<Vec<u16>>,
}

impl<'a> Search<'a> {
    fn new(stock: &'a Stock, target: u64) -> Result<Self, TooFine> {
        // Without one of its plates, a sum further above the target would still be above it: none of those is nearest.
        let highest = stock.everything().min(target + stock.heaviest());
        let kinds = stock.plates.len() as u64;
        if (highest + 1).saturating_mul(kinds.max(1)) > MAX_CELLS {
            return Err(TooFine);
        }
        let mut fewest = vec![UNREACHABLE; highest as usize + 1];
        fewest[0] = 0;
        let mut taken = Vec::with_capacity(stock.plates.len());
        for plates in stock.plates.iter().rev() {
            let (with, of_kind) = with_kind(&fewest, stock.grains(*plates) as usize, plates.count);
            fewest = with;
            taken.push(of_kind);
        }
        taken.reverse();
        Ok(Self { stock, fewest, taken })
    }

    fn highest_up_to(&self, limit: u64) -> Option<Vec<Plates>> {
        let end = self.fewest.len().min(limit as usize + 1);
        let sum = self.fewest[..end].iter().rposition(|fewest| *fewest != UNREACHABLE)?;
        Some(self.plates_of(sum))
    }

    fn lowest_from(&self, limit: u64) -> Option<Vec<Plates>> {
        let start = limit as usize;
        let over = self.fewest.get(start..)?.iter().position(|fewest| *fewest != UNREACHABLE)?;
        Some(self.plates_of(start + over))
    }

    fn plates_of(&self, mut sum: usize) -> Vec<Plates> {
        let mut per_side = Vec::new();
        for (plates, taken) in self.stock.plates.iter().zip(&self.taken) {
            let count = taken[sum];
            sum -= usize::from(count) * self.stock.grains(*plates) as usize;
            if count > 0 {
                per_side.push(Plates { weight: plates.weight, count });
            }
        }
        per_side
    }
}

/// The fewest plates for every sum when up to `count` plates of `weight` join the lighter kinds, and how many of them
/// that takes: as many as the fewest allow, so that the heaviest sit inside.
///
/// A sum differs from those it can come from by whole plates, so each remainder modulo `weight` is a row of its own, in
/// which the best of the last `count + 1` places is kept at the front of a window: linear, however many plates there are.
fn with_kind(fewest: &[u32], weight: usize, count: u16) -> (Vec<u32>, Vec<u16>) {
    let mut with = vec![UNREACHABLE; fewest.len()];
    let mut taken = vec![0; fewest.len()];
    let mut window: VecDeque<(usize, i64)> = VecDeque::new();
    for first in 0..weight.min(fewest.len()) {
        window.clear();
        for (step, sum) in (first..fewest.len()).step_by(weight).enumerate() {
            if fewest[sum] != UNREACHABLE {
                let cost = i64::from(fewest[sum]) - step as i64;
                while window.pop_back_if(|(_, worse)| *worse > cost).is_some() {}
                window.push_back((step, cost));
            }
            while window.pop_front_if(|(from, _)| step - *from > usize::from(count)).is_some() {}
            if let Some((from, cost)) = window.front() {
                with[sum] = (cost + step as i64) as u32;
                taken[sum] = (step - from) as u16;
            }
        }
    }
    (with, taken)
}
