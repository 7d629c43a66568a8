//! Group commit: events of concurrent requests go into one statement.

use std::sync::{Arc, OnceLock};

use taper_bus::{Arrival, Arrived, Bus};
use taper_events::Envelope;
use taper_platform::Problem;
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::{Mutex, mpsc, oneshot};

use crate::store;
use crate::store::outcomes::NewOutcome;

/// Names whose idempotency keys these are; never changes.
pub(crate) const CONSUMER: &str = "ingress.events";
/// Transactions at once: while one waits for the disk the next one fills.
const COMMITTERS: usize = 4;
/// Most requests of one transaction.
const MAX_REQUESTS: usize = 64;
/// Requests that may wait; beyond, the answer is 503.
const MAX_WAITING: usize = 4096;

struct Waiting {
    arrivals: Vec<Arrival>,
    reply: oneshot::Sender<Option<Vec<Arrived>>>,
}

/// The line in front of the committers; they start with the first request.
#[derive(Clone, Default)]
pub(crate) struct Intake(Arc<OnceLock<mpsc::Sender<Waiting>>>);

impl Intake {
    /// Takes events in durably: all, or none and 503.
    ///
    /// # Errors
    /// 503: the database cannot be reached, or too many wait already.
    pub(crate) async fn take(&self, bus: &Bus, arrivals: Vec<Arrival>) -> Result<Vec<Arrived>, Problem> {
        if arrivals.is_empty() {
            return Ok(Vec::new());
        }
        if bus.backlog.is_full() {
            metrics::counter!("ingress_backlog_refusals_total").increment(1);
            return Err(Problem::unavailable("Too many events wait for the broker; nothing was accepted."));
        }
        let (reply, answer) = oneshot::channel();
        let line = self.0.get_or_init(|| open(bus));
        line.try_send(Waiting { arrivals, reply }).map_err(|refused| match refused {
            TrySendError::Full(_) => Problem::unavailable("Too many events are waiting."),
            TrySendError::Closed(_) => Problem::unavailable("This process is ending."),
        })?;
        match answer.await {
            Ok(Some(arrived)) => Ok(arrived),
            Ok(None) | Err(_) => Err(Problem::unavailable("The event could not be stored; nothing was accepted.")),
        }
    }
}

fn open(bus: &Bus) -> mpsc::Sender<Waiting> {
    let (sender, receiver) = mpsc::channel(MAX_WAITING);
    let receiver = Arc::new(Mutex::new(receiver));
    for _ in 0..COMMITTERS {
        let (bus, receiver) = (bus.clone(), receiver.clone());
        bus.platform.tasks.clone().supervise("intake", move || commit_batches(bus.clone(), receiver.clone()));
    }
    sender
}

async fn commit_batches(bus: Bus, receiver: Arc<Mutex<mpsc::Receiver<Waiting>>>) {
    let answered = bus.platform.tasks.answered().clone();
    loop {
        let mut requests = Vec::new();
        {
            let mut receiver = receiver.lock().await;
            tokio::select! {
                biased;
                count = receiver.recv_many(&mut requests, MAX_REQUESTS) => if count == 0 { return },
                () = answered.cancelled() => return,
            }
        }
        let mut arrivals = Vec::new();
        let mut replies = Vec::new();
        for request in requests {
            replies.push((request.arrivals.len(), request.reply));
            arrivals.extend(request.arrivals);
        }
        let mut arrived = match commit(&bus, &arrivals).await {
            Ok(arrived) => Some(arrived),
            Err(error) => {
                metrics::counter!("ingress_batches_failed_total").increment(1);
                tracing::warn!(%error, events = arrivals.len(), "events could not be stored");
                None
            }
        };
        for (count, reply) in replies {
            let own = arrived.as_mut().map(|arrived| arrived.drain(..count).collect());
            // Whoever asked may be gone; the event is in all the same.
            let _ = reply.send(own);
        }
    }
}

async fn commit(bus: &Bus, arrivals: &[Arrival]) -> Result<Vec<Arrived>, sqlx::Error> {
    let pool = &bus.db("ingress").http;
    // Keys and rows are one statement, which commits by itself, unless there is an outcome to be noted with them.
    let arrived = if arrivals.iter().any(|arrival| done_with(&arrival.envelope).is_some()) {
        let mut tx = pool.begin().await?;
        let arrived = taper_bus::arrive(bus, &mut tx, CONSUMER, arrivals).await?;
        let done: Vec<NewOutcome> =
            new(arrivals, &arrived).filter_map(|arrival| done_with(&arrival.envelope)).collect();
        store::outcomes::note(&mut tx, &done, bus.clock().now()).await?;
        tx.commit().await?;
        arrived
    } else {
        taper_bus::arrive(bus, &mut *pool.acquire().await?, CONSUMER, arrivals).await?
    };
    for arrival in new(arrivals, &arrived) {
        taper_bus::hint(bus, &arrival.envelope.event_type, arrival.key);
    }
    Ok(arrived)
}

/// Those that were not there before.
fn new<'a>(arrivals: &'a [Arrival], arrived: &'a [Arrived]) -> impl Iterator<Item = &'a Arrival> {
    let with_outcomes = arrivals.iter().zip(arrived);
    with_outcomes.filter(|(_, arrived)| matches!(arrived, Arrived::New { .. })).map(|(arrival, _)| arrival)
}

/// The outcome of what nobody answers.
fn done_with(event: &Envelope) -> Option<NewOutcome> {
    let is_final = taper_events::entry(&event.event_type)?.event.kind.is_final_on_202();
    is_final.then_some(NewOutcome {
        user: event.user_id,
        client_generated_id: event.client_generated_id,
        failed: false,
        errors: None,
    })
}
