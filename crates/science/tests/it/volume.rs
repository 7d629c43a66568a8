use proptest::prelude::*;
use taper_science::volume::{Volume, WorkSet, volume};

fn sets(of: &[(f64, u32)]) -> Vec<WorkSet> {
    of.iter().map(|(weight, reps)| WorkSet { weight: *weight, reps: *reps }).collect()
}

#[test]
fn sets_repetitions_and_load_add_up() {
    let done = sets(&[(100.0, 5), (100.0, 5), (102.5, 3)]);
    assert_eq!(volume(done), Volume { sets: 3, reps: 13, load: 1307.5 });
}

#[test]
fn what_was_not_lifted_does_not_count() {
    let done = sets(&[(100.0, 0), (-20.0, 5), (f64::NAN, 5), (f64::INFINITY, 1)]);
    assert_eq!(volume(done), Volume::default());
    // Without weight there are repetitions, and no load.
    assert_eq!(volume(sets(&[(0.0, 12)])), Volume { sets: 1, reps: 12, load: 0.0 });
}

proptest! {
    #[test]
    fn volumes_of_parts_are_the_volume_of_all(
        of in prop::collection::vec((0.0_f64..400.0, 0_u32..30), 0..30), at in 0_usize..30,
    ) {
        let all = sets(&of);
        let at = at.min(all.len());
        let (first, second) = (volume(all[..at].to_vec()), volume(all[at..].to_vec()));
        let whole = volume(all);
        prop_assert_eq!((whole.sets, whole.reps), (first.sets + second.sets, first.reps + second.reps));
        prop_assert!((whole.load - first.load - second.load).abs() <= 1e-9 * whole.load.max(1.0));
    }
}
