//! A million generated meets, judged by the crate and by a second implementation that shares nothing with it: it reads
//! results as federations publish them, in signed kilograms, and says each formula as it is printed.

use taper_science::meet::{Attempt, Attempts, Card, STEP_GRAMS, Standing, ranks};
use taper_science::points::{dots, ipf_gl, wilks};
use taper_science::terms::{Equipment, Event, Sex};

const MEETS: u32 = 1_000_000;
const MOST_LIFTERS: u64 = 4;
/// Formulas that are evaluated in another order may differ by this much of the value.
const ROUNDING: f64 = 1e-10;

/// SplitMix64 (Steele, Lea and Flood, 2014): the same meets on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % sides
    }
}

/// A row of published results: nine attempts in signed kilograms, zero where none was taken.
struct Row {
    body_kg: f64,
    lifts: [[f64; 3]; 3],
}

impl Row {
    fn rolled(dice: &mut Dice) -> Self {
        // Few body weights, so that equal totals meet equal weights too.
        let body_kg = 25.0 + 2.5 * dice.below(80) as f64;
        let mut lifts = [[0.0; 3]; 3];
        for (lift, opener) in lifts.iter_mut().zip([120, 80, 150]) {
            let mut next = 2.5 * (opener / 5 + dice.below(30)) as f64;
            for attempt in lift.iter_mut().take(if dice.below(50) == 0 { 2 } else { 3 }) {
                let good = dice.below(4) > 0;
                *attempt = if good { next } else { -next };
                let more = dice.below(3) as f64 * 2.5;
                next += if good { 2.5 + more } else { more };
            }
        }
        Self { body_kg, lifts }
    }

    fn total(&self, event: Event) -> Option<f64> {
        let best = |lift: &[f64; 3]| lift.iter().copied().fold(0.0, f64::max);
        let [squat, bench, deadlift] = [&self.lifts[0], &self.lifts[1], &self.lifts[2]].map(best);
        let total = match event {
            Event::FullPower if squat * bench * deadlift == 0.0 => 0.0,
            Event::FullPower => squat + bench + deadlift,
            Event::BenchOnly => bench,
        };
        (total != 0.0).then_some(total)
    }

    fn bombed_out(&self, event: Event) -> bool {
        let lost = self.lifts.map(|lift| lift.iter().all(|attempt| *attempt < 0.0));
        if event == Event::BenchOnly { lost[1] } else { lost[0] || lost[1] || lost[2] }
    }

    fn beats(&self, other: &Self, event: Event) -> bool {
        match (self.total(event), other.total(event)) {
            (Some(mine), Some(theirs)) => mine > theirs || (mine == theirs && self.body_kg < other.body_kg),
            (mine, None) => mine.is_some(),
            (None, Some(_)) => false,
        }
    }
}

fn printed_dots(sex: Sex, b: f64, t: f64) -> f64 {
    match sex {
        Sex::Male => {
            let b = b.clamp(40.0, 210.0);
            500.0 * t
                / (-0.0000010930 * b.powi(4) + 0.0007391293 * b.powi(3) - 0.1918759221 * b.powi(2) + 24.0900756 * b
                    - 307.75076)
        }
        Sex::Female => {
            let b = b.clamp(40.0, 150.0);
            500.0 * t
                / (-0.0000010706 * b.powi(4) + 0.0005158568 * b.powi(3) - 0.1126655495 * b.powi(2) + 13.6175032 * b
                    - 57.96288)
        }
    }
}

fn printed_wilks(sex: Sex, b: f64, t: f64) -> f64 {
    match sex {
        Sex::Male => {
            let x = b.clamp(40.0, 201.9);
            500.0 * t
                / (-216.0475144 + 16.2606339 * x - 0.002388645 * x.powi(2) - 0.00113732 * x.powi(3)
                    + 7.01863E-06 * x.powi(4)
                    - 1.291E-08 * x.powi(5))
        }
        Sex::Female => {
            let x = b.clamp(26.51, 154.53);
            500.0 * t
                / (594.31747775582 - 27.23842536447 * x + 0.82112226871 * x.powi(2) - 0.00930733913 * x.powi(3)
                    + 4.731582E-05 * x.powi(4)
                    - 9.054E-08 * x.powi(5))
        }
    }
}

fn printed_gl(sex: Sex, equipment: Equipment, event: Event, b: f64, t: f64) -> f64 {
    let over = |a: f64, drop: f64, c: f64| if b < 35.0 { 0.0 } else { 100.0 * t / (a - drop / (c * b).exp()) };
    match (sex, equipment, event) {
        (Sex::Male, Equipment::Raw, Event::FullPower) => over(1199.72839, 1025.18162, 0.00921),
        (Sex::Male, Equipment::Raw, Event::BenchOnly) => over(320.98041, 281.40258, 0.01008),
        (Sex::Male, Equipment::Equipped, Event::FullPower) => over(1236.25115, 1449.21864, 0.01644),
        (Sex::Male, Equipment::Equipped, Event::BenchOnly) => over(381.22073, 733.79378, 0.02398),
        (Sex::Female, Equipment::Raw, Event::FullPower) => over(610.32796, 1045.59282, 0.03048),
        (Sex::Female, Equipment::Raw, Event::BenchOnly) => over(142.40398, 442.52671, 0.04724),
        (Sex::Female, Equipment::Equipped, Event::FullPower) => over(758.63878, 949.31382, 0.02435),
        (Sex::Female, Equipment::Equipped, Event::BenchOnly) => over(221.82209, 357.00377, 0.02937),
    }
}

fn card(row: &Row) -> Card {
    let attempts = |lift: &[f64; 3]| {
        lift.iter()
            .filter_map(|kg| Attempt::from_signed_kg(*kg))
            .fold(Attempts::default(), |attempts, attempt| attempts.with(attempt).unwrap())
    };
    let [squat, bench, deadlift] = [0, 1, 2].map(|lift| attempts(&row.lifts[lift]));
    Card { squat, bench, deadlift }
}

fn close(ours: Option<f64>, printed: f64) -> bool {
    ours.is_some_and(|ours| (ours - printed).abs() <= printed.abs() * ROUNDING)
}

/// Who lifts, and what.
#[derive(Clone, Copy, Debug)]
struct Division {
    sex: Sex,
    equipment: Equipment,
    event: Event,
}

impl Division {
    fn rolled(dice: &mut Dice) -> Self {
        let mut coin = || dice.below(2) == 0;
        Self {
            sex: if coin() { Sex::Male } else { Sex::Female },
            equipment: if coin() { Equipment::Raw } else { Equipment::Equipped },
            event: if coin() || coin() { Event::FullPower } else { Event::BenchOnly },
        }
    }

    /// Whether the crate's points are the printed ones.
    fn agrees(self, body_kg: f64, total_kg: f64) -> bool {
        let Self { sex, equipment, event } = self;
        let gl = ipf_gl(sex, equipment, event, body_kg, total_kg);
        close(dots(sex, body_kg, total_kg), printed_dots(sex, body_kg, total_kg))
            && close(wilks(sex, body_kg, total_kg), printed_wilks(sex, body_kg, total_kg))
            && close(gl, printed_gl(sex, equipment, event, body_kg, total_kg))
    }
}

/// What a run of many meets has met, so that it cannot pass by meeting nothing.
#[derive(Default)]
struct Seen {
    totals: u32,
    bombed_out: u32,
    decided_by_body_weight: u32,
    shared: u32,
}

fn judge(rows: &[Row], division: Division, seen: &mut Seen) {
    let event = division.event;
    let cards: Vec<Card> = rows.iter().map(card).collect();
    let standing =
        |(row, card): (&Row, &Card)| Standing { total: card.total(event), body: (row.body_kg * 1000.0) as u32 };
    let standings: Vec<Standing> = rows.iter().zip(&cards).map(standing).collect();
    for ((row, card), rank) in rows.iter().zip(&cards).zip(ranks(&standings)) {
        assert_eq!(card.bombed_out(event).is_some(), row.bombed_out(event), "{:?}", row.lifts);
        seen.bombed_out += u32::from(row.bombed_out(event));
        let total = card.total(event).map(|grams| f64::from(grams) / 1000.0);
        assert_eq!(total, row.total(event), "{:?}", row.lifts);
        let Some(total) = total else {
            assert_eq!(rank, None);
            continue;
        };
        let better = rows.iter().filter(|other| other.beats(row, event)).count();
        assert_eq!(rank, Some(better + 1), "{total} kg at {} kg", row.body_kg);
        assert!(division.agrees(row.body_kg, total), "{division:?}: {total} kg at {} kg", row.body_kg);
        let equals = || rows.iter().filter(|other| other.total(event) == Some(total));
        seen.totals += 1;
        seen.decided_by_body_weight += u32::from(equals().any(|other| other.body_kg != row.body_kg));
        seen.shared += u32::from(equals().filter(|other| other.body_kg == row.body_kg).count() > 1);
    }
}

#[test]
fn a_million_meets_are_judged_alike() {
    let mut dice = Dice(20_261_130);
    let mut seen = Seen::default();
    for _ in 0..MEETS {
        let division = Division::rolled(&mut dice);
        let rows: Vec<Row> = (0..=dice.below(MOST_LIFTERS)).map(|_| Row::rolled(&mut dice)).collect();
        judge(&rows, division, &mut seen);
    }
    assert!(seen.totals > 2 * MEETS && seen.bombed_out > MEETS / 20, "too few of each");
    assert!(seen.decided_by_body_weight > 10_000 && seen.shared > 100, "too few ties");
}

/// What happens when nobody declares, against the rule said in signed kilograms.
#[test]
fn a_silent_minute_is_judged_alike() {
    let mut dice = Dice(7);
    for _ in 0..100_000 {
        let row = Row::rolled(&mut dice);
        for lift in &row.lifts {
            for count in 0..=2 {
                let attempts = lift[..count].iter().filter_map(|kg| Attempt::from_signed_kg(*kg));
                let attempts = attempts.fold(Attempts::default(), |attempts, next| attempts.with(next).unwrap());
                let expected = match lift[..count].last() {
                    None => None,
                    Some(last) if *last > 0.0 => Some(last + f64::from(STEP_GRAMS) / 1000.0),
                    Some(missed) => Some(-missed),
                };
                assert_eq!(attempts.undeclared().map(|grams| f64::from(grams) / 1000.0), expected);
            }
        }
    }
}
