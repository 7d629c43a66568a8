//! What the rules of a meet answer, written down for the app's own implementation of them: `vectors/meet.json`. The test
//! compares the file with what is computed here, and leaves what that is beside it where they differ.

use serde_json::{Value, json};
use taper_science::meet::{
    ATTEMPTS, Attempt, Attempts, Card, DECLARATION_SECONDS, HEAVIEST_GRAMS, LADDER, Purpose, RECORD_STEP_GRAMS,
    Refusal, STEP_GRAMS, Standing, ranks, totals_needed, warm_up,
};
use taper_science::plates::{Machine, Plates, Sides};
use taper_science::points::{dots, ipf_gl, wilks};
use taper_science::terms::{Equipment, Event, Lift, Sex};

const VECTORS: &str = include_str!("../../vectors/meet.json");

/// Attempts as results write them: kilograms, a miss negative.
fn attempts(signed_kg: &[f64]) -> Attempts {
    let taken = signed_kg.iter().map(|kg| Attempt::from_signed_kg(*kg).unwrap());
    taken.fold(Attempts::default(), |attempts, attempt| attempts.with(attempt).unwrap())
}

fn refusal(why: Refusal) -> &'static str {
    match why {
        Refusal::NoneLeft => "none_left",
        Refusal::NotAStep(_) => "not_a_step",
        Refusal::Lowered => "lowered",
        Refusal::NotHeavier => "not_heavier",
        Refusal::TooHeavy => "too_heavy",
    }
}

fn of_attempts() -> Vec<Value> {
    let cases: [&[f64]; 10] = [
        &[],
        &[200.0],
        &[-200.0],
        &[200.0, -210.0],
        &[-200.0, -200.0],
        &[-200.0, -200.0, -200.0],
        &[200.0, 210.0, -220.0],
        &[300.5],
        &[-300.5],
        &[0.5],
    ];
    let weights = [0, 500, 2_500, 181_000, 197_500, 200_000, 202_500, 210_000, 300_500, 302_500, 1_000_000, 1_002_500];
    let of_one = |signed: &&[f64]| {
        let taken = attempts(signed);
        let declared: Vec<Value> = weights
            .iter()
            .flat_map(|grams| [(*grams, Purpose::Total, "total"), (*grams, Purpose::Record, "record")])
            .map(|(grams, purpose, name)| {
                let answer = taken.declare(grams, purpose).map_or_else(refusal, |_| "ok");
                json!({"grams": grams, "for": name, "answer": answer})
            })
            .collect();
        json!({"taken": signed, "best": taken.best(), "lost": taken.is_lost(), "undeclared": taken.undeclared(),
               "declared": declared})
    };
    cases.iter().map(of_one).collect()
}

fn of_cards() -> Vec<Value> {
    let cases: [[&[f64]; 3]; 6] = [
        [&[], &[], &[]],
        [&[205.0, 212.5, -220.0], &[125.0, 130.0], &[]],
        [&[205.0, 212.5, -220.0], &[125.0, 130.0, 132.5], &[240.0]],
        [&[-200.0, -200.0, -200.0], &[100.0], &[200.0]],
        [&[200.5], &[100.0], &[-220.0]],
        [&[], &[150.0, -155.0], &[]],
    ];
    let lifts = [("squat", Lift::Squat), ("bench", Lift::Bench), ("deadlift", Lift::Deadlift)];
    let events = [("full_power", Event::FullPower), ("bench_only", Event::BenchOnly)];
    let of_one = |[squat, bench, deadlift]: &[&[f64]; 3]| {
        let card = Card { squat: attempts(squat), bench: attempts(bench), deadlift: attempts(deadlift) };
        let answers: Vec<Value> = events
            .iter()
            .map(|(name, event)| {
                let bombed = card.bombed_out(*event).and_then(|lost| lifts.iter().find(|(_, lift)| *lift == lost));
                let needed: Vec<Value> = lifts
                    .iter()
                    .flat_map(|(of, lift)| [550_000, 601_250, 100_000].map(|total| (of, *lift, total)))
                    .map(|(of, lift, total)| {
                        json!({"lift": of, "total": total, "grams": card.needed(*event, lift, total)})
                    })
                    .collect();
                json!({"event": name, "total": card.total(*event), "bombed_out": bombed.map(|(of, _)| of),
                       "needed": needed})
            })
            .collect();
        json!({"squat": squat, "bench": bench, "deadlift": deadlift, "answers": answers})
    };
    cases.iter().map(of_one).collect()
}

fn of_rankings() -> Vec<Value> {
    let standing = |(total, body): (Option<u32>, u32)| Standing { total, body };
    let cases: [&[(Option<u32>, u32)]; 5] = [
        &[],
        &[(Some(600_000), 92_000), (Some(597_500), 90_000), (None, 91_000)],
        &[(Some(600_000), 92_000), (Some(600_000), 91_000), (Some(600_000), 92_000), (Some(590_000), 80_000)],
        &[(Some(600_500), 92_000), (Some(500_000), 92_500)],
        &[(Some(0), 92_000)],
    ];
    let of_one = |rivals: &&[(Option<u32>, u32)]| {
        let standings: Vec<Standing> = rivals.iter().copied().map(standing).collect();
        let listed: Vec<Value> = rivals.iter().map(|(total, body)| json!({"total": total, "body": body})).collect();
        let needed: Vec<Value> = [90_000, 92_000, 93_000]
            .iter()
            .map(|body| json!({"body": body, "totals": totals_needed(*body, &standings)}))
            .collect();
        json!({"standings": listed, "ranks": ranks(&standings), "needed": needed})
    };
    cases.iter().map(of_one).collect()
}

fn of_warm_ups() -> Vec<Value> {
    let room = [25_000, 20_000, 15_000, 10_000, 5_000, 2_500, 1_250].map(|weight| Plates { weight, count: 6 });
    let sparse = [25_000, 10_000].map(|weight| Plates { weight, count: 2 });
    let machine = |base| Machine { base, sides: Sides::Two };
    let cases: [(u32, u32, &[Plates]); 6] = [
        (205_000, 20_000, &room),
        (240_000, 25_000, &room),
        (62_500, 20_000, &room),
        (20_000, 20_000, &room),
        (25_000, 20_000, &room),
        (180_000, 20_000, &sparse),
    ];
    let of_one = |(opener, base, inventory): &(u32, u32, &[Plates])| {
        let sets = warm_up(*opener, machine(*base), inventory).unwrap();
        let sets: Vec<Value> = sets.iter().map(|set| json!({"total": set.loading.total, "reps": set.reps})).collect();
        let plates: Vec<Value> =
            inventory.iter().map(|one| json!({"weight": one.weight, "count": one.count})).collect();
        json!({"opener": opener, "base": base, "inventory": plates, "sets": sets})
    };
    cases.iter().map(of_one).collect()
}

/// To the millionth: the last digits of a power differ from machine to machine.
fn rounded(points: Option<f64>) -> Option<f64> {
    points.map(|points| (points * 1e6).round() / 1e6)
}

fn of_points() -> Vec<Value> {
    let mut found = Vec::new();
    for (sex, sex_name) in [(Sex::Male, "male"), (Sex::Female, "female")] {
        for (body, total) in [(0.0, 500.0), (30.0, 200.0), (52.0, 350.5), (83.0, 600.0), (92.6, 612.5), (160.0, 800.0)]
        {
            let mut gl = Vec::new();
            for (equipment, worn) in [(Equipment::Raw, "raw"), (Equipment::Equipped, "equipped")] {
                for (event, name) in [(Event::FullPower, "full_power"), (Event::BenchOnly, "bench_only")] {
                    let points = rounded(ipf_gl(sex, equipment, event, body, total));
                    gl.push(json!({"equipment": worn, "event": name, "points": points}));
                }
            }
            found.push(json!({"sex": sex_name, "body": body, "total": total,
                              "dots": rounded(dots(sex, body, total)), "wilks": rounded(wilks(sex, body, total)),
                              "ipf_gl": gl}));
        }
    }
    found
}

#[test]
fn the_vectors_are_what_the_rules_answer() {
    let answers = json!({
        "attempts_each": ATTEMPTS, "step": STEP_GRAMS, "record_step": RECORD_STEP_GRAMS,
        "heaviest": HEAVIEST_GRAMS, "declaration_seconds": DECLARATION_SECONDS, "ladder": LADDER,
        "attempts": of_attempts(), "cards": of_cards(), "rankings": of_rankings(), "warm_ups": of_warm_ups(),
        "points": of_points(),
    });
    let file: Value = serde_json::from_str(VECTORS).unwrap();
    if file != answers {
        let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("meet.json");
        std::fs::write(&path, format!("{answers:#}\n")).unwrap();
        panic!("vectors/meet.json is not what the rules answer; that is in {}", path.display());
    }
}
