use insta::assert_json_snapshot;

use crate::world;

#[tokio::test]
async fn all_templates_say_how_long_they_want() {
    let world = world().await;
    let templates = world.athlete().get("/api/v1/plan-templates").await.body;
    assert_json_snapshot!(templates["items"][3], @r#"
    {
      "kind": "endurance",
      "taper_days": 14,
      "template": "polarised",
      "weeks_min": 8
    }
    "#);
    assert_eq!(templates["items"].as_array().unwrap().len(), 4);
}
