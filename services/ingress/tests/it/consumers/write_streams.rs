use crate::{an_event, world};

#[tokio::test]
async fn each_users_entries_are_numbered_without_gaps() {
    let world = world().await;
    let athletes = [world.athlete(), world.athlete(), world.athlete()];
    for _ in 0..4 {
        for athlete in &athletes {
            athlete.post("/api/v1/notify/events", &an_event(athlete)).await;
        }
        world.wait(chrono::TimeDelta::seconds(1));
        world.drain().await;
    }
    let mut db = world.database.connect().await;
    let numbers: Vec<(uuid::Uuid, Vec<i64>)> =
        sqlx::query_as("select user_id, array_agg(seq order by seq) from ingress.stream group by 1")
            .fetch_all(&mut db)
            .await
            .unwrap();
    assert_eq!(numbers.len(), 3);
    assert!(numbers.iter().all(|(_, seqs)| *seqs == [1, 2, 3, 4]), "{numbers:?}");
}
