//! The consumers' side: one transaction per batch, again and again.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use taper_events::{LANES, SYSTEM_USER};
use tokio::sync::OnceCell;
use uuid::Uuid;

use crate::lanes::{MAX_BATCH, MAX_PER_KEY, Row, alone, one_by_one, take, together};
use crate::suspects::{Standing, mark, standing, take_back};
use crate::{ALL_LANES, Bus, Cause, Consumer, Fault, Tx};

const BUSY_PAUSE: Duration = Duration::from_millis(10);
const SWEEP_EVERY: Duration = Duration::from_secs(5);
const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LAST_PAUSE: Duration = Duration::from_secs(5);

/// What one transaction came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    pub handled: usize,
    /// Lanes that another worker has.
    pub busy: u64,
    /// Lanes that may hold more.
    pub again: u64,
    /// A handler failed; the same lanes are to be taken carefully.
    pub failed: bool,
}

/// One service's consumer in one process: what its tasks share.
pub struct Worker {
    service: &'static str,
    consumer: Consumer,
    /// Where each lane's round over its keys stands.
    cursors: Mutex<[i64; LANES as usize]>,
    process: Uuid,
    /// The newest row that was there before this process.
    floor: OnceCell<i64>,
    /// Lanes and keys of marks that may still stand although nothing was handled: the database went away.
    left_marks: Mutex<Vec<(i16, i64)>>,
}

impl Worker {
    pub fn new(bus: &Bus, service: &'static str, consumer: Consumer) -> Self {
        let cursors = Mutex::new([i64::MIN; LANES as usize]);
        Self {
            service,
            consumer,
            cursors,
            process: bus.platform.id(),
            floor: OnceCell::new(),
            left_marks: Mutex::default(),
        }
    }

    /// The newest row that was there before this process: those up to it are suspects.
    ///
    /// # Errors
    /// The database's.
    pub async fn floor(&self, bus: &Bus) -> Result<i64, sqlx::Error> {
        let newest = || async {
            sqlx::query_scalar!(r#"select coalesce(max(id), 0) as "newest!" from bus.inbox"#)
                .fetch_one(&bus.db(self.service).consumers)
                .await
        };
        self.floor.get_or_try_init(newest).await.copied()
    }

    /// Takes and handles one batch from `lanes`. Carefully: each row under a savepoint, a failing one
    /// parks its key. Otherwise all or nothing, and a failure is only reported.
    ///
    /// # Errors
    /// The database's; nothing of the batch stands then.
    pub async fn run_batch(&self, bus: &Bus, lanes: u64, careful: bool) -> Result<Batch, sqlx::Error> {
        let service = self.service;
        let floor = self.floor(bus).await?;
        self.take_marks_back(bus).await?;
        let pool = &bus.db(service).consumers;
        let mut tx = Tx::begin(bus, service, pool, Cause::request(Uuid::nil(), SYSTEM_USER)).await?;
        let wanted: Vec<i16> = (0..i16::from(LANES)).filter(|lane| lanes & (1 << lane) != 0).collect();
        let from: Vec<i64> = {
            let cursors = self.cursors.lock().unwrap_or_else(PoisonError::into_inner);
            wanted.iter().map(|lane| cursors[lane.cast_unsigned() as usize]).collect()
        };
        let (mut rows, busy) = take(&mut tx, service, &wanted, &from).await?;
        let mut batch = Batch { busy, ..Batch::default() };
        batch.again = self.advance(&rows, &wanted) & !batch.busy;
        if rows.is_empty() {
            tx.rollback().await?;
            return Ok(batch);
        }
        rows.sort_by_key(|row| row.id);
        let standing = standing(&mut rows, self.process, floor);
        if standing == Standing::Accused {
            alone(&mut tx, service, &mut rows, self.process).await?;
            batch.again |= lanes & !batch.busy;
        }
        let marked = standing != Standing::Clear;
        if marked {
            mark(&bus.db(service).jobs, service, &rows, self.process, tx.now()).await?;
        }
        let careful = careful || rows.iter().any(|row| row.attempts >= 0);
        match self.handle(tx, &rows, careful, marked).await {
            Ok(true) => batch.handled = rows.len(),
            Ok(false) => {
                batch.failed = true;
                batch.again |= lanes & !batch.busy;
            }
            Err(error) => {
                if marked {
                    let mut left = self.left_marks.lock().unwrap_or_else(PoisonError::into_inner);
                    left.extend(rows.iter().map(|row| (row.lane, row.key)));
                }
                return Err(error);
            }
        }
        Ok(batch)
    }

    /// Handles rows and commits. False if a handler failed and nothing stands.
    async fn handle(&self, mut tx: Tx, rows: &[Row], careful: bool, marked: bool) -> Result<bool, sqlx::Error> {
        let (service, started) = (self.service, Instant::now());
        let outcome = if careful {
            one_by_one(&mut tx, service, &self.consumer, rows, marked).await
        } else {
            together(&mut tx, &self.consumer, rows, marked).await
        };
        match outcome {
            Ok(()) => {
                tx.commit().await?;
                metrics::counter!("events_handled_total", "service" => service).increment(rows.len() as u64);
                metrics::histogram!("batch_duration_seconds", "service" => service)
                    .record(started.elapsed().as_secs_f64());
                Ok(true)
            }
            // Carefully, what a handler does is caught row by row: this is the bus's own statement.
            Err(Fault::Database(error)) if careful || taper_platform::is_transient(&error) => Err(error),
            Err(fault) => {
                tracing::debug!(service, %fault, "batch failed; taking it row by row");
                let _ = tx.rollback().await;
                Ok(false)
            }
        }
    }

    /// This process lives: what it marked and could not handle is no death.
    async fn take_marks_back(&self, bus: &Bus) -> Result<(), sqlx::Error> {
        let left = std::mem::take(&mut *self.left_marks.lock().unwrap_or_else(PoisonError::into_inner));
        if left.is_empty() {
            return Ok(());
        }
        let taken_back = take_back(&bus.db(self.service).jobs, self.service, self.process, &left).await;
        if taken_back.is_err() {
            self.left_marks.lock().unwrap_or_else(PoisonError::into_inner).extend(left);
        }
        taken_back
    }

    /// Moves the cursors past what was taken; the lanes that may hold more.
    fn advance(&self, rows: &[Row], wanted: &[i16]) -> u64 {
        let mut cursors = self.cursors.lock().unwrap_or_else(PoisonError::into_inner);
        let full = rows.len() >= MAX_BATCH as usize;
        let mut again = 0;
        for &lane in wanted {
            let cursor = &mut cursors[lane.cast_unsigned() as usize];
            let of_lane = || rows.iter().filter(move |row| row.lane == lane);
            let last = of_lane().map(|row| row.key).max();
            let many = last.is_some_and(|_| of_lane().count() >= MAX_PER_KEY as usize);
            let waited = of_lane().any(|row| row.attempts >= 0);
            if full {
                if let Some(key) = last {
                    *cursor = key;
                }
                again |= 1 << lane;
            } else if *cursor != i64::MIN || many || waited {
                *cursor = i64::MIN;
                again |= 1 << lane;
            }
        }
        again
    }

    /// Works until shutdown: marked lanes at once, busy ones again shortly, all of them now and then.
    pub async fn work(&self, bus: &Bus) {
        let shutdown = bus.platform.tasks.shutdown().clone();
        let service = self.service;
        let mut pause = FIRST_PAUSE;
        let mut careful = false;
        bus.wakes.mark(service, ALL_LANES);
        while !shutdown.is_cancelled() {
            let lanes = bus.wakes.take(service);
            if lanes == 0 {
                tokio::select! {
                    () = bus.wakes.wait(service) => {}
                    () = tokio::time::sleep(SWEEP_EVERY) => bus.wakes.mark(service, ALL_LANES),
                    () = shutdown.cancelled() => return,
                }
                continue;
            }
            match self.run_batch(bus, lanes, careful).await {
                Ok(batch) => {
                    pause = FIRST_PAUSE;
                    careful = batch.failed;
                    bus.wakes.mark(service, batch.again);
                    if batch.busy != 0 {
                        if batch.handled == 0 {
                            tokio::time::sleep(BUSY_PAUSE).await;
                        }
                        bus.wakes.mark(service, batch.busy);
                    }
                }
                Err(error) => {
                    metrics::counter!("batches_failed_total", "service" => service).increment(1);
                    tracing::warn!(service, %error, "the database did not take it; consumption pauses");
                    bus.wakes.mark(service, lanes);
                    tokio::select! {
                        () = tokio::time::sleep(pause) => pause = (pause * 2).min(LAST_PAUSE),
                        () = shutdown.cancelled() => return,
                    }
                }
            }
        }
    }
}
