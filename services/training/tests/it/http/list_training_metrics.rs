use serde_json::json;

use crate::{counts_metrics, did_for, problem, world};

const PATH: &str = "/api/v1/training/metrics";

#[tokio::test]
async fn every_day_since_the_first_has_its_load_and_what_is_unknown_is_told() {
    let world = world().await;
    let (athlete, other) = (world.athlete(), world.athlete());
    did_for(&world, &athlete, "2027-01-02", 3600, Some(8.0)).await;
    did_for(&world, &athlete, "2027-01-02", 3600, None).await;
    counts_metrics(&world).await;
    let items = athlete.get(PATH).await.body["items"].clone();
    let days: Vec<&str> = items.as_array().unwrap().iter().map(|item| item["day"].as_str().unwrap()).collect();
    assert_eq!(days, ["2027-01-02", "2027-01-03", "2027-01-04"]);
    let first = &items[0];
    assert_eq!((&first["stress"], &first["workouts"], &first["unknown"]), (&json!(100.0), &json!(2), &json!(1)));
    assert!((first["ctl"].as_f64().unwrap() - 2.3528).abs() < 0.001, "{first}");
    assert_eq!(first["confidence"], 0.2);
    assert!(items[1]["tsb"].as_f64().unwrap() < 0.0);
    assert_eq!(other.get(PATH).await.body, json!({"items": []}));
    let one = athlete.get(&format!("{PATH}?from=2027-01-03&to=2027-01-03")).await.body;
    assert_eq!(one["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn what_cannot_be_asked_for_is_refused() {
    let world = world().await;
    let athlete = world.athlete();
    for query in
        ["from=2027-01-02&to=2027-01-01", "from=2000-01-01&to=2027-01-01", "from=-0001-01-01&to=-0001-01-01", "from=x"]
    {
        assert_eq!(problem(&athlete.get(&format!("{PATH}?{query}")).await), (400, "query_invalid"), "{query}");
    }
}
