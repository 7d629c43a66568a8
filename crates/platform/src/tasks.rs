use std::future::Future;
use std::time::{Duration, Instant};

use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

const FIRST_RESTART: Duration = Duration::from_millis(100);
const LAST_RESTART: Duration = Duration::from_secs(30);

/// Every task that outlives a call: seen, restarted when it dies, waited for at shutdown.
#[derive(Clone, Default)]
pub struct Tasks {
    shutdown: CancellationToken,
    answered: CancellationToken,
    tracker: TaskTracker,
}

impl Tasks {
    /// Cancelled when the process is to end. A long-lived task watches it.
    pub fn shutdown(&self) -> &CancellationToken {
        &self.shutdown
    }

    /// Cancelled after shutdown, once every request that was begun has been answered. What requests wait for lives
    /// until then.
    pub fn answered(&self) -> &CancellationToken {
        &self.answered
    }

    /// Runs `task` until it returns or shutdown; a panic is counted and it is started again, later
    /// each time unless it had lived for long.
    pub fn supervise<F, T>(&self, name: &'static str, task: F)
    where
        F: Fn() -> T + Send + 'static,
        T: Future<Output = ()> + Send + 'static,
    {
        let shutdown = self.shutdown.clone();
        let tracker = self.tracker.clone();
        self.tracker.spawn(async move {
            let mut pause = FIRST_RESTART;
            loop {
                let started = Instant::now();
                let Err(death) = tracker.spawn(task()).await else { return };
                if started.elapsed() > LAST_RESTART * 2 {
                    pause = FIRST_RESTART;
                }
                metrics::counter!("task_deaths_total", "task" => name).increment(1);
                tracing::error!(task = name, %death, "task died; it will be restarted");
                tokio::select! {
                    () = tokio::time::sleep(pause) => pause = (pause * 2).min(LAST_RESTART),
                    () = shutdown.cancelled() => return,
                }
            }
        });
    }

    /// Does `work` again and again until shutdown, with `period` between one end and the next start.
    pub fn every<F, T>(&self, name: &'static str, period: Duration, work: F)
    where
        F: Fn() -> T + Clone + Send + Sync + 'static,
        T: Future<Output = ()> + Send + 'static,
    {
        self.again(name, move || {
            let work = work();
            async move {
                work.await;
                period
            }
        });
    }

    /// Does `work` again and again until shutdown; it says how long after its end it is to start again.
    pub fn again<F, T>(&self, name: &'static str, work: F)
    where
        F: Fn() -> T + Clone + Send + Sync + 'static,
        T: Future<Output = Duration> + Send + 'static,
    {
        let shutdown = self.shutdown.clone();
        self.supervise(name, move || {
            let (work, shutdown) = (work.clone(), shutdown.clone());
            async move {
                while !shutdown.is_cancelled() {
                    let pause = work().await;
                    tokio::select! {
                        () = tokio::time::sleep(pause) => {}
                        () = shutdown.cancelled() => return,
                    }
                }
            }
        });
    }

    /// Runs `work` to its end even if whoever asked for it goes away.
    ///
    /// # Errors
    /// It panicked.
    pub async fn finish<T: Send + 'static>(
        &self,
        work: impl Future<Output = T> + Send + 'static,
    ) -> Result<T, tokio::task::JoinError> {
        self.tracker.spawn(work).await
    }

    /// Asks every task to end, when no request is open any more, and waits, at most `patience`. True if all did.
    pub async fn drain(&self, patience: Duration) -> bool {
        self.shutdown.cancel();
        self.answered.cancel();
        self.tracker.close();
        tokio::time::timeout(patience, self.tracker.wait()).await.is_ok()
    }
}
