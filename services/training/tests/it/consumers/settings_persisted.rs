use serde_json::json;

use crate::{has_settings_of, world};

#[tokio::test]
async fn the_newest_settings_shape_plans_in_whatever_order_they_come() {
    let world = world().await;
    let athlete = world.athlete();
    let wishes =
        json!({"template": "linear", "start_date": "2027-01-11", "comp_date": "2027-04-03", "time_zone": "UTC"});
    for (version, days, stands) in [(1, 2, 2), (3, 4, 4), (2, 5, 4)] {
        has_settings_of(&world, &athlete, version, json!({"training_days_per_week": days})).await;
        let draft = athlete.post("/api/v1/plans/generate", &wishes).await.body;
        assert_eq!(draft["plan"]["training_days_per_week"], stands);
    }
}
