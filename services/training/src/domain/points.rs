//! What a mission's stages have come to: always counted anew, from all of them.

use std::collections::BTreeMap;

use taper_events::training::{
    BonusName, BonusPaid, MissionProgress, ModePoints, PointsSchema, RideMode, Stage, StageType,
};

/// What stages pay by a schema.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Score {
    pub progress: MissionProgress,
    /// By the number of each completed stage.
    by_stage: BTreeMap<u16, StageScore>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct StageScore {
    pub points: u32,
    /// Those that this stage completed.
    pub bonuses: Vec<BonusPaid>,
}

impl Score {
    /// Counts the stages of one mission. Only completed ones count; a mode that the schema does not name pays nothing.
    pub(crate) fn of<'a>(schema: Option<&PointsSchema>, stages: impl IntoIterator<Item = &'a Stage>) -> Self {
        let completed: BTreeMap<u16, &Stage> = stages
            .into_iter()
            .filter(|stage| stage.completed_at.is_some())
            .map(|stage| (stage.stage_number, stage))
            .collect();
        let mut feats = Feats::default();
        let mut score = Self::default();
        for (number, stage) in completed {
            feats.count(stage);
            let one = schema.map(|schema| feats.score(schema, stage)).unwrap_or_default();
            score.progress.stages_completed += 1;
            score.progress.points += one.points;
            score.progress.bonus_points += one.bonuses.iter().map(|bonus| u32::from(bonus.points)).sum::<u32>();
            score.by_stage.insert(number, one);
        }
        score.progress.total_points = score.progress.points + score.progress.bonus_points;
        score
    }

    pub(crate) fn of_stage(&self, number: u16) -> StageScore {
        self.by_stage.get(&number).cloned().unwrap_or_default()
    }
}

/// What was achieved up to a stage, in the order of stage numbers.
#[derive(Default)]
struct Feats {
    last: Option<u16>,
    in_a_row: u16,
    by_mode: BTreeMap<RideMode, u16>,
}

impl Feats {
    fn count(&mut self, stage: &Stage) {
        let follows = self.last.is_some_and(|last| last + 1 == stage.stage_number);
        self.in_a_row = if follows { self.in_a_row + 1 } else { 1 };
        self.last = Some(stage.stage_number);
        if let Some(mode) = stage.ride_mode {
            *self.by_mode.entry(mode).or_default() += 1;
        }
    }

    /// What the stage that was counted last pays.
    fn score(&self, schema: &PointsSchema, stage: &Stage) -> StageScore {
        let points = stage.ride_mode.and_then(|mode| of_mode(of_type(schema, stage.stage_type), mode));
        let completed = schema.bonuses.iter().filter(|(name, bonus)| self.completes(**name, bonus.threshold, stage));
        StageScore {
            points: points.unwrap_or_default().into(),
            bonuses: completed.map(|(name, bonus)| BonusPaid { bonus: *name, points: bonus.points }).collect(),
        }
    }

    /// In a row: with each full threshold. In one mode: with the stage that reaches it, and never again.
    fn completes(&self, name: BonusName, threshold: u16, stage: &Stage) -> bool {
        match name.mode {
            None => self.in_a_row.is_multiple_of(threshold),
            Some(mode) => stage.ride_mode == Some(mode) && self.by_mode.get(&mode) == Some(&threshold),
        }
    }
}

fn of_type(schema: &PointsSchema, stage_type: StageType) -> &ModePoints {
    match stage_type {
        StageType::Flat => &schema.flat,
        StageType::Hilly => &schema.hilly,
        StageType::Mountain => &schema.mountain,
        StageType::Itt => &schema.itt,
        StageType::Ttt => &schema.ttt,
        StageType::Prologue => &schema.prologue,
        StageType::Gravel => &schema.gravel,
        StageType::Other => &schema.other,
    }
}

fn of_mode(points: &ModePoints, mode: RideMode) -> Option<u16> {
    match mode {
        RideMode::Gc => points.gc,
        RideMode::Breakaway => points.breakaway,
        RideMode::Steady => points.steady,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use chrono::DateTime;
    use proptest::prelude::*;
    use serde::Deserialize;
    use serde_json::{Value, json};

    use super::*;

    /// The example of the specification.
    fn schema() -> PointsSchema {
        serde_json::from_value(json!({
            "flat": {"gc": 5, "breakaway": 8}, "mountain": {"gc": 6, "breakaway": 10}, "itt": {"gc": 7, "breakaway": 9},
            "bonuses": {
                "consecutive_5": {"threshold": 5, "points": 5}, "breakaway_10": {"threshold": 10, "points": 15}
            }
        }))
        .unwrap()
    }

    fn stage(stage_number: u16, stage_type: StageType, ride_mode: RideMode) -> Stage {
        let (completed_at, ride_mode) = (DateTime::from_timestamp(0, 0), Some(ride_mode));
        Stage { stage_number, stage_type, ride_mode, completed_at, activity_id: None, notes: None }
    }

    fn planned(stage: Stage) -> Stage {
        Stage { completed_at: None, ..stage }
    }

    fn flat(numbers: impl IntoIterator<Item = u16>, mode: RideMode) -> Vec<Stage> {
        numbers.into_iter().map(|number| stage(number, StageType::Flat, mode)).collect()
    }

    fn progress(stages: &[Stage]) -> (u32, u32, u32) {
        let MissionProgress { stages_completed, points, bonus_points, total_points } =
            Score::of(Some(&schema()), stages).progress;
        assert_eq!(total_points, points + bonus_points);
        (stages_completed, points, bonus_points)
    }

    #[test]
    fn a_stage_pays_by_its_type_and_mode() {
        for (stage_type, mode, points) in [
            (StageType::Flat, RideMode::Gc, 5),
            (StageType::Flat, RideMode::Breakaway, 8),
            (StageType::Mountain, RideMode::Breakaway, 10),
            (StageType::Itt, RideMode::Gc, 7),
            // Absent from the schema.
            (StageType::Flat, RideMode::Steady, 0),
            (StageType::Gravel, RideMode::Gc, 0),
        ] {
            assert_eq!(progress(&[stage(1, stage_type, mode)]), (1, points, 0));
        }
        let modeless = Stage { ride_mode: None, ..stage(1, StageType::Flat, RideMode::Gc) };
        assert_eq!(progress(&[modeless]), (1, 0, 0));
    }

    #[test]
    fn a_planned_stage_pays_nothing_and_breaks_a_row() {
        assert_eq!(progress(&[planned(stage(1, StageType::Flat, RideMode::Gc))]), (0, 0, 0));
        let mut stages = flat(1..=6, RideMode::Gc);
        stages[2] = planned(stages[2].clone());
        assert_eq!(progress(&stages), (5, 25, 0));
    }

    #[test]
    fn five_in_a_row_pay_once_for_each_full_five() {
        for (completed, bonus) in [(4, 0), (5, 5), (9, 5), (10, 10), (11, 10)] {
            assert_eq!(progress(&flat(1..=completed, RideMode::Gc)).2, bonus, "{completed}");
        }
        // A row begins anew behind a gap.
        assert_eq!(progress(&flat((1..=4).chain(6..=9), RideMode::Gc)).2, 0);
        assert_eq!(progress(&flat((1..=4).chain(6..=10), RideMode::Gc)).2, 5);
    }

    #[test]
    fn ten_breakaways_pay_once_wherever_they_stand() {
        let scattered = |count: u16| flat((0..count).map(|n| 1 + 2 * n), RideMode::Breakaway);
        for (count, bonus) in [(9, 0), (10, 15), (11, 15), (20, 15)] {
            assert_eq!(progress(&scattered(count)).2, bonus, "{count}");
        }
    }

    #[test]
    fn the_stage_that_completes_a_bonus_shows_it() {
        let score = Score::of(Some(&schema()), &flat(1..=10, RideMode::Breakaway));
        let names = |number| score.of_stage(number).bonuses.iter().map(|b| b.bonus.to_string()).collect::<Vec<_>>();
        assert_eq!(names(4), [""; 0]);
        assert_eq!(names(5), ["consecutive_5"]);
        assert_eq!(names(10), ["consecutive_5", "breakaway_10"]);
        assert_eq!(score.of_stage(10).points, 8);
        assert_eq!(score.of_stage(11), StageScore::default());
    }

    #[test]
    fn without_a_schema_nothing_is_paid_and_stages_still_count() {
        let score = Score::of(None, &flat(1..=5, RideMode::Gc));
        assert_eq!(score.progress, MissionProgress { stages_completed: 5, ..MissionProgress::default() });
    }

    #[derive(Deserialize)]
    struct Vectors {
        cases: Vec<Case>,
    }

    #[derive(Deserialize)]
    struct Case {
        name: String,
        schema: Option<PointsSchema>,
        stages: Vec<Stage>,
        expected: Expected,
    }

    #[derive(Deserialize)]
    struct Expected {
        stages_completed: u32,
        points: u32,
        bonus_points: u32,
        /// By the number of the stage that completes them.
        bonuses_of: BTreeMap<u16, Vec<String>>,
    }

    /// The app counts what is not sent yet by rules of its own, held to the same.
    #[test]
    fn the_shared_vectors_are_answered() {
        let vectors: Vectors = serde_json::from_str(include_str!("../../vectors/points.json")).unwrap();
        for Case { name, schema, stages, expected } in vectors.cases {
            let score = Score::of(schema.as_ref(), &stages);
            let MissionProgress { stages_completed, points, bonus_points, total_points } = score.progress;
            let told = (stages_completed, points, bonus_points);
            assert_eq!(told, (expected.stages_completed, expected.points, expected.bonus_points), "{name}");
            assert_eq!(total_points, points + bonus_points, "{name}");
            for stage in &stages {
                let mut bonuses: Vec<_> =
                    score.of_stage(stage.stage_number).bonuses.iter().map(|one| one.bonus.to_string()).collect();
                let mut wanted = expected.bonuses_of.get(&stage.stage_number).cloned().unwrap_or_default();
                bonuses.sort();
                wanted.sort();
                assert_eq!(bonuses, wanted, "{name}, stage {}", stage.stage_number);
            }
        }
    }

    /// Points and bonuses of stages as the sentences of the specification say them, from the JSON alone.
    fn naive(schema: &Value, stages: &[Stage]) -> (u64, u64) {
        let done: Vec<Value> =
            stages.iter().filter(|s| s.completed_at.is_some()).map(|s| serde_json::to_value(s).unwrap()).collect();
        let text = |stage: &Value, field: &str| stage[field].as_str().unwrap_or_default().to_owned();
        let paid = |stage: &Value| schema[text(stage, "stage_type")][text(stage, "ride_mode")].as_u64().unwrap_or(0);
        let numbers: HashSet<u64> = done.iter().map(|stage| stage["stage_number"].as_u64().unwrap()).collect();
        let mut bonuses = 0;
        for (name, bonus) in schema["bonuses"].as_object().into_iter().flatten() {
            let (threshold, points) = (bonus["threshold"].as_u64().unwrap(), bonus["points"].as_u64().unwrap());
            let times = if name.starts_with("consecutive") {
                let firsts = numbers.iter().filter(|number| !numbers.contains(&(*number - 1)));
                firsts.map(|first| (*first..).take_while(|n| numbers.contains(n)).count() as u64 / threshold).sum()
            } else {
                let (mode, _) = name.split_once('_').unwrap();
                u64::from(done.iter().filter(|stage| text(stage, "ride_mode") == mode).count() as u64 >= threshold)
            };
            bonuses += times * points;
        }
        (done.iter().map(paid).sum(), bonuses)
    }

    fn a_mode() -> impl Strategy<Value = RideMode> {
        prop::sample::select(RideMode::ALL.to_vec())
    }

    fn a_stage(number: u16) -> impl Strategy<Value = Stage> {
        let types = ["flat", "hilly", "mountain", "itt", "ttt", "prologue", "gravel", "other"];
        let types = types.map(|name| serde_json::from_value::<StageType>(json!(name)).unwrap());
        // Mostly completed, or no row would ever be long.
        let completed = prop::bool::weighted(0.85);
        (prop::sample::select(types.to_vec()), prop::option::of(a_mode()), completed).prop_map(
            move |(stage_type, ride_mode, completed)| {
                let completed_at = completed.then_some(DateTime::UNIX_EPOCH);
                Stage { ride_mode, completed_at, ..stage(number, stage_type, RideMode::Gc) }
            },
        )
    }

    /// Stages of a mission in two orders of arrival.
    fn two_orders() -> impl Strategy<Value = (Vec<Stage>, Vec<Stage>)> {
        let numbers = prop::sample::subsequence((1..=40_u16).collect::<Vec<_>>(), 0..=40);
        numbers
            .prop_flat_map(|numbers| numbers.into_iter().map(a_stage).collect::<Vec<_>>())
            .prop_flat_map(|stages| (Just(stages.clone()), Just(stages).prop_shuffle()))
    }

    fn a_schema() -> impl Strategy<Value = Value> {
        let modes = || prop::collection::btree_map(a_mode().prop_map(RideMode::name), 0..=1000_u16, 0..=3);
        let types = prop::sample::subsequence(vec!["flat", "mountain", "itt", "gravel"], 0..=4);
        let feats = prop::sample::select(vec!["consecutive", "gc", "breakaway", "steady"]);
        let bonuses = prop::collection::btree_map((feats, 1..=12_u16), 0..=1000_u16, 0..=6);
        (types, prop::collection::vec(modes(), 4), bonuses).prop_map(|(types, modes, bonuses)| {
            let mut schema: serde_json::Map<String, Value> =
                types.into_iter().zip(modes).map(|(name, modes)| (name.to_owned(), json!(modes))).collect();
            let bonus = |((feat, threshold), points): ((&str, u16), u16)| {
                (format!("{feat}_{threshold}"), json!({"threshold": threshold, "points": points}))
            };
            schema
                .insert("bonuses".to_owned(), bonuses.into_iter().map(bonus).collect::<serde_json::Map<_, _>>().into());
            schema.into()
        })
    }

    proptest! {
        #[test]
        fn the_order_of_arrival_does_not_matter((one, other) in two_orders(), schema in a_schema()) {
            let schema: PointsSchema = serde_json::from_value(schema).unwrap();
            prop_assert_eq!(Score::of(Some(&schema), &one), Score::of(Some(&schema), &other));
        }

        #[test]
        fn counting_anew_is_what_the_rules_say((stages, _) in two_orders(), schema in a_schema()) {
            let (points, bonus_points) = naive(&schema, &stages);
            let read: PointsSchema = serde_json::from_value(schema).unwrap();
            let progress = Score::of(Some(&read), &stages).progress;
            prop_assert_eq!((u64::from(progress.points), u64::from(progress.bonus_points)), (points, bonus_points));
        }

        /// What each stage shows adds up to what the mission shows.
        #[test]
        fn the_parts_add_up((stages, _) in two_orders(), schema in a_schema()) {
            let schema: PointsSchema = serde_json::from_value(schema).unwrap();
            let score = Score::of(Some(&schema), &stages);
            let parts: Vec<StageScore> = stages.iter().map(|stage| score.of_stage(stage.stage_number)).collect();
            prop_assert_eq!(parts.iter().map(|part| part.points).sum::<u32>(), score.progress.points);
            let bonuses = parts.iter().flat_map(|part| &part.bonuses).map(|bonus| u32::from(bonus.points));
            prop_assert_eq!(bonuses.sum::<u32>(), score.progress.bonus_points);
        }
    }
}
