use metrics_exporter_prometheus::PrometheusBuilder;
use taper_testkit::World;

use crate::services::{door, taker};

#[tokio::test(flavor = "current_thread")]
async fn what_waits_is_measured() {
    let recorder = PrometheusBuilder::new().build_recorder();
    let metrics = recorder.handle();
    let _measuring = metrics::set_default_local_recorder(&recorder);
    let world = World::start(vec![door(), taker()]).await;
    world.leaves_events_behind();
    let athlete = world.athlete();
    assert_eq!(athlete.post("/api/v1/door/knocks", &serde_json::json!({})).await.status, http::StatusCode::OK);
    taper_bus::measure(&world.bus, &["door", "taker"]).await.expect("a database");
    let rendered = metrics.render();
    for line in [
        "inbox_depth{service=\"taker\"} 1",
        "queue_depth{service=\"taker\"} 0",
        "queue_depth{service=\"door\"} 0",
        "dead_letters{service=\"taker\",kind=\"event\"} 0",
    ] {
        assert!(rendered.lines().any(|l| l == line), "no {line} in\n{rendered}");
    }
    for name in ["outbox_depth{", "db_oldest_transaction_age_seconds{", "db_pool_connections{", "waiting_keys{"] {
        assert!(rendered.contains(name), "no {name} in\n{rendered}");
    }
    world.drain().await;
    taper_bus::measure(&world.bus, &["door", "taker"]).await.expect("a database");
    let rendered = metrics.render();
    assert!(rendered.contains("inbox_depth{service=\"taker\"} 0"), "{rendered}");
    assert!(rendered.contains("queue_depth{service=\"taker\"} 1"), "{rendered}");
    sqlx::query("update bus.jobs set dead_at = now()")
        .execute(&mut world.database.connect().await)
        .await
        .expect("a job");
    taper_bus::measure(&world.bus, &["door", "taker"]).await.expect("a database");
    assert!(metrics.render().contains("dead_letters{service=\"taker\",kind=\"job\"} 1"));
}
