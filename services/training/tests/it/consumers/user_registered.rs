use serde_json::json;

use crate::{counts_metrics, did_for, takes_fact, world};

#[tokio::test]
async fn an_athletes_days_are_those_of_the_registered_zone() {
    let world = world().await;
    let (near, far) = (world.athlete(), world.athlete());
    // At nine in the morning UTC of the fourth it is the fourth here and there; at seven of the third, too.
    for (athlete, zone, day) in [(&near, "Nowhere/Land", "2027-01-03"), (&far, "Pacific/Kiritimati", "2027-01-03")] {
        let data = json!({"user_id": athlete.id, "locale": "en", "time_zone": zone, "created_at": "2027-01-01T00:00:00Z",
            "address": ""});
        takes_fact(&world, athlete, "identity", "user.registered", data).await;
        let session = json!({"duration_seconds": 3600, "exercises_summary": [], "rpe_summary": 7,
            "start_timestamp": "2027-01-03T11:00:00Z"});
        crate::sends_workout(&world, athlete, "completed", world.platform.id(), session).await;
        counts_metrics(&world).await;
        let first = athlete.get("/api/v1/training/metrics").await.body["items"][0]["day"].clone();
        // Kiritimati is fourteen hours ahead: there the fourth has begun.
        assert_eq!(first, if zone == "Nowhere/Land" { day } else { "2027-01-04" });
    }
    did_for(&world, &near, "2027-01-03", 60, None).await;
    counts_metrics(&world).await;
}
