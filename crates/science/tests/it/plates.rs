//! The plate search against the vectors that the web app's implementation answers too, and against trying everything.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde::Deserialize;
use taper_science::plates::{Answer, Loading, MAX_CELLS, Machine, Near, Plates, Sides, TooFine, load, total};

const VECTORS: &str = include_str!("../../vectors/plates.json");

#[derive(Deserialize)]
struct Vectors {
    max_cells: u64,
    machines: BTreeMap<String, MachineVector>,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct MachineVector {
    base: u32,
    sides: u8,
    plates: Vec<PlatesVector>,
}

#[derive(Deserialize)]
struct PlatesVector {
    weight: u32,
    count: u16,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    machine: String,
    target: u32,
    expected: Expected,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Expected {
    Exact(Loaded),
    Nearest { below: Option<Neighbour>, above: Option<Neighbour> },
    Refused(String),
}

#[derive(Debug, PartialEq, Deserialize)]
struct Loaded {
    total: u64,
    per_side: Vec<u32>,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Neighbour {
    total: u64,
    remainder: u64,
    per_side: Vec<u32>,
}

impl MachineVector {
    fn machine(&self) -> Machine {
        let sides = match self.sides {
            1 => Sides::One,
            2 => Sides::Two,
            other => panic!("a machine with {other} sides"),
        };
        Machine { base: self.base, sides }
    }

    fn inventory(&self) -> Vec<Plates> {
        self.plates.iter().map(|plates| Plates { weight: plates.weight, count: plates.count }).collect()
    }
}

fn as_listed(per_side: &[Plates]) -> Vec<u32> {
    per_side.iter().flat_map(|plates| std::iter::repeat_n(plates.weight, plates.count.into())).collect()
}

fn neighbour(near: Near) -> Neighbour {
    let Near { loading, remainder } = near;
    Neighbour { total: loading.total, remainder, per_side: as_listed(&loading.per_side) }
}

fn answered(answer: Result<Answer, TooFine>) -> Expected {
    match answer {
        Ok(Answer::Exact(loading)) => {
            Expected::Exact(Loaded { total: loading.total, per_side: as_listed(&loading.per_side) })
        }
        Ok(Answer::Nearest { below, above }) => {
            Expected::Nearest { below: below.map(neighbour), above: above.map(neighbour) }
        }
        Err(TooFine) => Expected::Refused("too_fine".to_owned()),
    }
}

#[test]
fn the_shared_vectors_are_answered() {
    let vectors: Vectors = serde_json::from_str(VECTORS).unwrap();
    assert_eq!(vectors.max_cells, MAX_CELLS);
    let unused = vectors.machines.keys().find(|name| !vectors.cases.iter().any(|case| case.machine == **name));
    assert_eq!(unused, None, "a machine without a case");
    for case in vectors.cases {
        let machine = &vectors.machines[&case.machine];
        let answer = load(machine.machine(), &machine.inventory(), case.target);
        assert_eq!(answered(answer), case.expected, "{}", case.name);
    }
}

/// As science.md writes it, from the file it comes with.
#[test]
fn the_specifications_example_is_answered() {
    let golden: serde_json::Value = serde_json::from_str(include_str!("../../golden/spec.json")).unwrap();
    for case in golden["plates"].as_array().unwrap() {
        let kilograms = |value: &serde_json::Value| value.as_u64().unwrap() as u32;
        let plates = |(weight, count): (&String, &serde_json::Value)| Plates {
            weight: weight.parse().unwrap(),
            count: kilograms(count) as u16,
        };
        let inventory: Vec<Plates> = case["pairs"].as_object().unwrap().iter().map(plates).collect();
        let machine = Machine { base: kilograms(&case["bar"]), sides: Sides::Two };
        let Ok(Answer::Exact(loading)) = load(machine, &inventory, kilograms(&case["target"])) else {
            panic!("not exact: {case}");
        };
        let expected: Vec<u32> = case["per_side"].as_array().unwrap().iter().map(kilograms).collect();
        assert_eq!(as_listed(&loading.per_side), expected);
    }
}

/// Every choice of plates for one side, best first for each sum: fewest plates, then the heaviest inside.
fn every_loading(inventory: &[Plates]) -> BTreeMap<u64, Vec<u32>> {
    let mut single: Vec<u32> = as_listed(inventory);
    single.sort_unstable_by_key(|weight| std::cmp::Reverse(*weight));
    let mut best: BTreeMap<u64, Vec<u32>> = BTreeMap::new();
    for choice in 0_u32..1 << single.len() {
        let chosen = single.iter().enumerate().filter(|(index, _)| choice >> index & 1 == 1).map(|(_, weight)| *weight);
        let chosen: Vec<u32> = chosen.collect();
        let sum = chosen.iter().map(|weight| u64::from(*weight)).sum();
        let better = best.get(&sum).is_none_or(|standing| {
            (chosen.len(), std::cmp::Reverse(&chosen)) < (standing.len(), std::cmp::Reverse(standing))
        });
        if better {
            best.insert(sum, chosen);
        }
    }
    best
}

fn by_trying_everything(machine: Machine, inventory: &[Plates], target: u32) -> Expected {
    let target = u64::from(target);
    let sides = if machine.sides == Sides::One { 1 } else { 2 };
    let loadings: BTreeMap<u64, Vec<u32>> =
        every_loading(inventory).into_iter().map(|(sum, plates)| (u64::from(machine.base) + sides * sum, plates)).collect();
    if let Some(plates) = loadings.get(&target) {
        return Expected::Exact(Loaded { total: target, per_side: plates.clone() });
    }
    let near = |(total, plates): (&u64, &Vec<u32>)| Neighbour {
        total: *total,
        remainder: total.abs_diff(target),
        per_side: plates.clone(),
    };
    Expected::Nearest {
        below: loadings.range(..target).next_back().map(near),
        above: loadings.range(target..).next().map(near),
    }
}

fn machines() -> impl Strategy<Value = Machine> {
    (0_u32..=40, prop_oneof![Just(Sides::One), Just(Sides::Two)]).prop_map(|(base, sides)| Machine { base, sides })
}

fn inventories() -> impl Strategy<Value = Vec<Plates>> {
    let plates = (1_u32..=30, 0_u16..=3).prop_map(|(weight, count)| Plates { weight, count });
    prop::collection::vec(plates, 0..=4)
}

proptest! {
    #[test]
    fn the_search_finds_what_trying_everything_finds(
        machine in machines(), inventory in inventories(), target in 0_u32..=300,
    ) {
        let found = answered(load(machine, &inventory, target));
        prop_assert_eq!(found, by_trying_everything(machine, &inventory, target));
    }

    /// Thousandths, hundredths or whole units: the plates are the same.
    #[test]
    fn a_finer_unit_changes_nothing(
        machine in machines(), inventory in inventories(), target in 0_u32..=300, finer in 1_u32..=2_500,
    ) {
        let scaled: Vec<Plates> =
            inventory.iter().map(|plates| Plates { weight: plates.weight * finer, ..*plates }).collect();
        let coarse = load(machine, &inventory, target).unwrap();
        let fine = load(Machine { base: machine.base * finer, ..machine }, &scaled, target * finer).unwrap();
        let scale = |loading: &Loading| -> Vec<Plates> {
            loading.per_side.iter().map(|plates| Plates { weight: plates.weight * finer, ..*plates }).collect()
        };
        match (coarse, fine) {
            (Answer::Exact(coarse), Answer::Exact(fine)) => prop_assert_eq!(scale(&coarse), fine.per_side),
            (Answer::Nearest { below, above }, Answer::Nearest { below: fine_below, above: fine_above }) => {
                for (coarse, fine) in [(below, fine_below), (above, fine_above)] {
                    prop_assert_eq!(
                        coarse.as_ref().map(|near| scale(&near.loading)),
                        fine.as_ref().map(|near| near.loading.per_side.clone())
                    );
                    prop_assert_eq!(
                        coarse.map(|near| near.remainder * u64::from(finer)),
                        fine.map(|near| near.remainder)
                    );
                }
            }
            (coarse, fine) => prop_assert!(false, "{coarse:?} but {fine:?}"),
        }
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever the inventory claims: an answer that adds up and takes no plate that is not there, or a refusal.
    #[test]
    fn a_hostile_inventory_is_answered_or_refused(
        base in any::<u32>(),
        inventory in prop::collection::vec((any::<u32>(), any::<u16>()), 0..=40),
        shift in 0_u32..32,
        target in any::<u32>(),
    ) {
        let inventory: Vec<Plates> =
            inventory.into_iter().map(|(weight, count)| Plates { weight: weight >> shift, count }).collect();
        let machine = Machine { base: base >> shift, sides: Sides::Two };
        let Ok(answer) = load(machine, &inventory, target) else { return Ok(()) };
        let loadings = match answer {
            Answer::Exact(loading) => {
                prop_assert_eq!(loading.total, u64::from(target));
                vec![loading]
            }
            Answer::Nearest { below, above } => {
                prop_assert!(below.as_ref().is_none_or(|near| near.loading.total + near.remainder == u64::from(target)));
                prop_assert!(above.as_ref().is_none_or(|near| near.loading.total - near.remainder == u64::from(target)));
                [below, above].into_iter().flatten().map(|near| near.loading).collect()
            }
        };
        for loading in loadings {
            prop_assert_eq!(loading.total, total(machine, &loading.per_side));
            for plates in loading.per_side {
                let there: u64 = inventory
                    .iter()
                    .filter(|owned| owned.weight == plates.weight)
                    .map(|owned| u64::from(owned.count))
                    .sum();
                prop_assert!(u64::from(plates.count) <= there);
            }
        }
    }
}

/// The largest tables there are, near the bound: the search ends, and finds what is there.
#[test]
fn the_largest_search_still_ends() {
    let machine = Machine { base: 0, sides: Sides::One };
    let kinds: Vec<Plates> = (0..80).map(|kind| Plates { weight: 501 + kind, count: u16::MAX }).collect();
    let target = (MAX_CELLS / 80 - 1000) as u32;
    let Ok(Answer::Exact(loading)) = load(machine, &kinds, target) else { panic!("not exact") };
    assert_eq!(loading.total, u64::from(target));
    // 580 is the heaviest: fewer plates than this cannot reach the target.
    assert_eq!(as_listed(&loading.per_side).len() as u32, target.div_ceil(580));
    assert_eq!(load(machine, &kinds, target + 2000), Err(TooFine));
}
