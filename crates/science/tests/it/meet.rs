use proptest::prelude::*;
use taper_science::meet::{
    ATTEMPTS, Attempt, Attempts, Card, HEAVIEST_GRAMS, LADDER, Purpose, RECORD_STEP_GRAMS, Refusal, STEP_GRAMS,
    Standing, ranks, total_needed, totals_needed, warm_up,
};
use taper_science::plates::{Machine, Plates, Sides, TooFine};
use taper_science::terms::{Event, Lift};

/// Attempts as results write them: kilograms, a miss negative.
fn attempts(signed_kg: &[f64]) -> Attempts {
    signed_kg
        .iter()
        .fold(Attempts::default(), |attempts, kg| attempts.with(Attempt::from_signed_kg(*kg).unwrap()).unwrap())
}

fn card(squat: &[f64], bench: &[f64], deadlift: &[f64]) -> Card {
    Card { squat: attempts(squat), bench: attempts(bench), deadlift: attempts(deadlift) }
}

fn kg(kilograms: f64) -> u32 {
    (kilograms * 1000.0) as u32
}

#[test]
fn results_write_a_miss_as_negative() {
    let missed = Attempt { grams: 202_500, good: false };
    assert_eq!(missed.signed_kg(), -202.5);
    assert_eq!(Attempt::from_signed_kg(-202.5), Some(missed));
    assert_eq!(Attempt::from_signed_kg(200.0), Some(Attempt { grams: 200_000, good: true }));
    assert_eq!([0.0, -0.0, f64::NAN, f64::INFINITY, 1e9].map(Attempt::from_signed_kg), [None; 5]);
}

#[test]
fn attempts_are_multiples_of_two_and_a_half() {
    let none = Attempts::default();
    assert_eq!(none.declare(kg(180.0), Purpose::Total), Ok(kg(180.0)));
    assert_eq!(none.declare(kg(182.5), Purpose::Total), Ok(kg(182.5)));
    assert_eq!(none.declare(kg(181.0), Purpose::Total), Err(Refusal::NotAStep(STEP_GRAMS)));
    assert_eq!(none.declare(0, Purpose::Total), Err(Refusal::NotAStep(STEP_GRAMS)));
    assert_eq!(none.declare(HEAVIEST_GRAMS + STEP_GRAMS, Purpose::Total), Err(Refusal::TooHeavy));
}

#[test]
fn records_may_be_broken_by_less() {
    let good = attempts(&[300.0]);
    assert_eq!(good.declare(kg(300.5), Purpose::Total), Err(Refusal::NotAStep(STEP_GRAMS)));
    assert_eq!(good.declare(kg(300.5), Purpose::Record), Ok(kg(300.5)));
    assert_eq!(good.declare(kg(300.25), Purpose::Record), Err(Refusal::NotAStep(RECORD_STEP_GRAMS)));
}

#[test]
fn a_missed_attempt_is_never_lowered() {
    let missed = attempts(&[200.0, -210.0]);
    assert_eq!(missed.declare(kg(207.5), Purpose::Total), Err(Refusal::Lowered));
    assert_eq!(missed.declare(kg(210.0), Purpose::Total), Ok(kg(210.0)));
    assert_eq!(missed.declare(kg(212.5), Purpose::Total), Ok(kg(212.5)));
    // A missed record may be tried again, though it is no multiple of 2.5.
    assert_eq!(attempts(&[-300.5]).declare(kg(300.5), Purpose::Total), Ok(kg(300.5)));
}

#[test]
fn after_a_good_lift_the_next_is_heavier() {
    let good = attempts(&[200.0]);
    assert_eq!(good.declare(kg(200.0), Purpose::Total), Err(Refusal::NotHeavier));
    assert_eq!(good.declare(kg(197.5), Purpose::Total), Err(Refusal::NotHeavier));
    assert_eq!(good.declare(kg(202.5), Purpose::Total), Ok(kg(202.5)));
}

#[test]
fn after_a_silent_minute_the_rules_declare() {
    assert_eq!(Attempts::default().undeclared(), None);
    assert_eq!(attempts(&[-200.0]).undeclared(), Some(kg(200.0)));
    assert_eq!(attempts(&[200.0]).undeclared(), Some(kg(202.5)));
    assert_eq!(attempts(&[200.0, -205.0]).undeclared(), Some(kg(205.0)));
    assert_eq!(attempts(&[200.0, -205.0, 205.0]).undeclared(), None);
    // A record between two steps: the next step.
    assert_eq!(attempts(&[300.5]).undeclared(), Some(kg(302.5)));
    assert_eq!(attempts(&[-300.5]).undeclared(), Some(kg(300.5)));
}

#[test]
fn there_are_three_attempts() {
    let all = attempts(&[200.0, 210.0, -220.0]);
    assert_eq!(all.declare(kg(220.0), Purpose::Total), Err(Refusal::NoneLeft));
    assert_eq!(all.with(Attempt { grams: 1, good: true }), Err(Refusal::NoneLeft));
    assert_eq!(all.best(), Some(kg(210.0)));
}

#[test]
fn the_total_is_the_best_of_each_lift() {
    let card = card(&[200.0, 210.0, -217.5], &[-120.0, 120.0, -125.0], &[240.0]);
    assert_eq!(card.total(Event::FullPower), Some(kg(570.0)));
    assert_eq!(card.total(Event::BenchOnly), Some(kg(120.0)));
    assert_eq!(card.bombed_out(Event::FullPower), None);
}

#[test]
fn three_misses_end_the_meet() {
    let lost = card(&[200.0], &[-120.0, -120.0, -120.0], &[]);
    assert_eq!(lost.bombed_out(Event::FullPower), Some(Lift::Bench));
    assert_eq!(lost.total(Event::FullPower), None);
    let two = card(&[200.0], &[-120.0, -120.0], &[]);
    assert_eq!((two.bombed_out(Event::FullPower), two.total(Event::FullPower)), (None, None));
    // A squat is no part of a bench meet.
    assert_eq!(card(&[-1.0, -1.0, -1.0], &[100.0], &[]).bombed_out(Event::BenchOnly), None);
}

#[test]
fn the_last_lift_must_be_what_the_others_leave() {
    let card = card(&[200.0], &[122.5], &[230.0]);
    assert_eq!(card.needed(Event::FullPower, Lift::Deadlift, kg(580.0)), Some(kg(257.5)));
    assert_eq!(card.needed(Event::FullPower, Lift::Deadlift, kg(580.5)), Some(kg(260.0)));
    assert_eq!(card.needed(Event::FullPower, Lift::Deadlift, kg(300.0)), Some(0));
    assert_eq!(card.needed(Event::BenchOnly, Lift::Bench, kg(125.0)), Some(kg(125.0)));
    assert_eq!(card.needed(Event::BenchOnly, Lift::Deadlift, kg(125.0)), None);
    let unfinished = Card { squat: attempts(&[200.0]), ..Card::default() };
    assert_eq!(unfinished.needed(Event::FullPower, Lift::Deadlift, kg(580.0)), None);
}

fn standing(total_kg: f64, body_kg: f64) -> Standing {
    Standing { total: (total_kg > 0.0).then(|| kg(total_kg)), body: kg(body_kg) }
}

#[test]
fn of_equal_totals_the_lighter_lifter_is_first() {
    let lifters = [standing(600.0, 82.9), standing(620.0, 82.5), standing(600.0, 82.1), standing(0.0, 80.0)];
    assert_eq!(ranks(&lifters), [Some(3), Some(1), Some(2), None]);
}

#[test]
fn equals_in_all_share_a_rank_and_the_next_is_left_out() {
    let lifters = [standing(600.0, 82.0), standing(590.0, 80.0), standing(600.0, 82.0)];
    assert_eq!(ranks(&lifters), [Some(1), Some(3), Some(1)]);
}

#[test]
fn the_lighter_lifter_needs_the_same_total_and_the_heavier_a_step_more() {
    let rivals = [standing(600.0, 82.0), standing(640.5, 83.0), standing(0.0, 81.0)];
    assert_eq!(totals_needed(kg(81.5), &rivals), [kg(642.5), kg(600.0), 0]);
    assert_eq!(totals_needed(kg(82.5), &rivals), [kg(642.5), kg(602.5), 0]);
    // Of the same weight: who made it first is first.
    assert_eq!(total_needed(kg(82.0), &rivals, 2), Some(kg(602.5)));
    assert_eq!((total_needed(kg(82.0), &rivals, 9), total_needed(kg(82.0), &rivals, 0)), (Some(0), None));
}

const BAR: Machine = Machine { base: 20_000, sides: Sides::Two };

fn room() -> Vec<Plates> {
    [(25_000, 6), (20_000, 2), (15_000, 2), (10_000, 2), (5_000, 2), (2_500, 2), (1_250, 1)]
        .map(|(weight, count)| Plates { weight, count })
        .to_vec()
}

#[test]
fn the_way_to_an_opener_of_200() {
    let sets = warm_up(kg(200.0), BAR, &room()).unwrap();
    let as_lifted: Vec<(u64, u32)> = sets.iter().map(|set| (set.loading.total, set.reps)).collect();
    let expected = [(20, 8), (80, 5), (110, 3), (140, 2), (160, 1), (180, 1)];
    assert_eq!(as_lifted, expected.map(|(kilograms, reps)| (kilograms * 1000, reps)));
}

#[test]
fn a_light_opener_has_fewer_sets() {
    let total = |sets: Vec<taper_science::meet::WarmUp>| -> Vec<u64> {
        sets.iter().map(|set| set.loading.total / 100).collect()
    };
    // 40 % of 45 kg is less than the bar, 55 % is 24.75.
    assert_eq!(total(warm_up(kg(45.0), BAR, &room()).unwrap()), [200, 225, 300, 350, 400]);
    assert_eq!(total(warm_up(kg(20.0), BAR, &room()).unwrap()), [0_u64; 0]);
    // Nothing to put on: the bar is all there is.
    assert_eq!(total(warm_up(kg(100.0), BAR, &[]).unwrap()), [200]);
}

#[test]
fn plates_that_are_too_fine_are_told() {
    let dust = [Plates { weight: 1, count: u16::MAX }, Plates { weight: 999_983, count: u16::MAX }];
    assert_eq!(warm_up(u32::MAX, BAR, &dust), Err(TooFine));
}

fn signed() -> impl Strategy<Value = Vec<(u32, bool)>> {
    prop::collection::vec((1_u32..160, any::<bool>()), 0..=ATTEMPTS)
}

fn of_steps(taken: &[(u32, bool)]) -> Attempts {
    taken.iter().fold(Attempts::default(), |attempts, (steps, good)| {
        attempts.with(Attempt { grams: steps * STEP_GRAMS, good: *good }).unwrap()
    })
}

fn standings() -> impl Strategy<Value = Vec<Standing>> {
    let standing = (prop::option::weighted(0.9, 1_u32..12), 1_u32..6)
        .prop_map(|(steps, body)| Standing { total: steps.map(|steps| steps * STEP_GRAMS), body: body * 1000 });
    prop::collection::vec(standing, 0..8)
}

proptest! {
    /// What the rules declare is what a lifter may declare; and whatever may be declared is not below it.
    #[test]
    fn the_silent_attempt_is_the_lowest_allowed(taken in signed(), steps in 1_u32..200) {
        let attempts = of_steps(&taken);
        if let Some(silent) = attempts.undeclared() {
            prop_assert_eq!(attempts.declare(silent, Purpose::Total), Ok(silent));
            if let Ok(declared) = attempts.declare(steps * STEP_GRAMS, Purpose::Total) {
                prop_assert!(declared >= silent);
            }
        }
    }

    #[test]
    fn signs_come_back(grams in 1_u32..=HEAVIEST_GRAMS, good in any::<bool>()) {
        let attempt = Attempt { grams, good };
        prop_assert_eq!(Attempt::from_signed_kg(attempt.signed_kg()), Some(attempt));
    }

    /// Any weights, also those that no bar carries: no sum overflows.
    #[test]
    fn no_card_is_too_heavy(grams in any::<u32>(), other in any::<u32>(), total in any::<u32>()) {
        let of = |grams| Attempts::default().with(Attempt { grams, good: true }).unwrap();
        let card = Card { squat: of(grams), bench: of(other), deadlift: of(grams) };
        let sum = 2 * u64::from(grams) + u64::from(other);
        prop_assert_eq!(card.total(Event::FullPower).map(u64::from), Some(sum).filter(|sum| *sum <= u64::from(u32::MAX)));
        card.needed(Event::FullPower, Lift::Bench, total);
        card.squat.undeclared();
        let rivals = [Standing { total: Some(grams), body: other }];
        totals_needed(total, &rivals);
    }

    /// Whoever makes the total needed has the rank, also if equals were first, and with a step less has not.
    #[test]
    fn the_total_needed_is_the_lowest_that_does(rivals in standings(), body in 1_u32..6, rank in 1_usize..9) {
        let body = body * 1000;
        let place = |total: u32| {
            let mut all = rivals.clone();
            all.push(Standing { total: Some(total), body });
            let ranks = ranks(&all);
            let mine = ranks[rivals.len()].unwrap();
            let equals = ranks[..rivals.len()].iter().filter(|rank| **rank == Some(mine)).count();
            mine + equals
        };
        let needed = total_needed(body, &rivals, rank).unwrap();
        prop_assert!(place(needed) <= rank || needed == 0);
        if needed >= STEP_GRAMS {
            prop_assert!(place(needed - STEP_GRAMS) > rank);
        }
    }

    /// Heavier from set to set, lighter than the opener, never above its share, and never more repetitions.
    #[test]
    fn a_warm_up_climbs(steps in 8_u32..200) {
        let opener = steps * STEP_GRAMS;
        let sets = warm_up(opener, BAR, &room()).unwrap();
        for pair in sets.windows(2) {
            prop_assert!(pair[0].loading.total < pair[1].loading.total && pair[0].reps >= pair[1].reps);
        }
        let last = LADDER[LADDER.len() - 1].0;
        let highest = (u64::from(opener) * u64::from(last) / 100).max(u64::from(BAR.base));
        prop_assert!(sets.iter().all(|set| set.loading.total <= highest && set.loading.total < u64::from(opener)));
    }
}
