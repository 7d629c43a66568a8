use serde_json::json;

use crate::{sends, world};

#[tokio::test]
async fn it_is_taken_and_nobody_is_told_anything() {
    let world = world().await;
    let athlete = world.athlete();
    let data = json!({"machine": "leg_press", "target": 182.5, "unit": "kg"});
    let sent = sends(&world, &athlete, "tools.platecalc.query", data).await;
    assert!(!world.facts().iter().any(|fact| fact.causation_id == Some(sent)));
}
