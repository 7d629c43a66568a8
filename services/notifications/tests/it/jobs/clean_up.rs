use chrono::TimeDelta;

use crate::requests::a_registration;
use crate::tables::mails;
use crate::world;

#[tokio::test]
async fn the_mailbox_forgets_after_a_week() {
    let world = world().await;
    world.takes_in(a_registration(&world, &world.athlete(), "Anna", "en")).await;
    world.drain().await;
    world.run_jobs().await;
    world.drain().await;
    world.wait(TimeDelta::days(6));
    world.run_schedules().await;
    assert_eq!(mails(&world).await.len(), 1);
    world.wait(TimeDelta::days(2));
    world.run_schedules().await;
    assert!(mails(&world).await.is_empty());
}

#[tokio::test]
async fn the_mailbox_keeps_the_newest_thousand() {
    let world = world().await;
    sqlx::query(
        "insert into notifications.mailbox (id, recipient, subject, body_text, body_html, created_at)
         select gen_random_uuid(), 'anna@example.org', n::text, '', '', $1::timestamptz - n * interval '1 second'
         from generate_series(1, 1003) n",
    )
    .bind(world.platform.now())
    .execute(&mut world.database.connect().await)
    .await
    .expect("mails");
    world.run_schedules().await;
    let left = mails(&world).await;
    assert_eq!(left.len(), 1000);
    assert_eq!(left[0].subject, "1000");
    assert_eq!(left[999].subject, "1");
}
