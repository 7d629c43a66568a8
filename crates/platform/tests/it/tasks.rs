use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use taper_platform::Tasks;

const LONG: Duration = Duration::from_secs(3600);
const SHORT: Duration = Duration::from_millis(10);

#[tokio::test]
async fn work_says_how_long_it_rests() {
    let (tasks, runs) = (Tasks::default(), Arc::new(AtomicU64::new(0)));
    let counted = runs.clone();
    tasks.again("work", move || {
        let run = counted.fetch_add(1, Ordering::Relaxed);
        async move { if run < 3 { Duration::ZERO } else { LONG } }
    });
    while runs.load(Ordering::Relaxed) < 4 {
        tokio::time::sleep(SHORT).await;
    }
    tokio::time::sleep(10 * SHORT).await;
    assert_eq!(runs.load(Ordering::Relaxed), 4, "it rests");
    assert!(tasks.drain(LONG).await, "and ends while it does");
}

#[tokio::test]
async fn what_requests_wait_for_outlives_the_shutdown() {
    let tasks = Tasks::default();
    tasks.shutdown().cancel();
    assert!(!tasks.answered().is_cancelled());
    assert!(tasks.drain(LONG).await);
    assert!(tasks.answered().is_cancelled());
}
