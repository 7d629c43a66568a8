use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use axum::http::HeaderMap;
use axum::response::sse::{Event as Frame, KeepAlive, Sse};
use chrono::TimeDelta;
use futures::Stream;
use serde_json::json;
use taper_events::identity::SessionEnded;
use taper_events::{Envelope, EventData, SessionId};
use taper_platform::{Listening, News};
use taper_service::prelude::*;

use crate::domain::cursor::StreamCursor;
use crate::steps::look::Look;
use crate::store;

const HEARTBEAT: Duration = Duration::from_secs(15);
/// After a read that failed.
const READ_AGAIN_AFTER: Duration = Duration::from_secs(2);
/// Streams of one user at once in one process, over all their devices and tabs.
const MAX_PER_USER: usize = 20;
const RETRY_SECONDS: u32 = 30;
const PAGE: i64 = 100;
/// An hour, and what clocks may differ.
const TOKEN_LIFE: TimeDelta = TimeDelta::minutes(65);

/// The events addressed to the caller, as they come, for as long as token and session last. Begins with
/// `hello {cursor}`; `Last-Event-ID` resumes for 7 days, and one that cannot be resumed gets `reset`.
#[utoipa::path(get, path = "/notify/stream", operation_id = "get_stream", tag = "ingress", security(("bearer" = [])),
    params(("Last-Event-ID" = Option<String>, Header, description = "The last cursor that was seen")),
    responses((status = 200, content_type = "text/event-stream", body = String), ReadProblems))]
pub(crate) async fn get_stream(
    me: Athlete,
    write: Write,
    Extension(look): Extension<Look>,
    headers: HeaderMap,
) -> Result<Sse<impl Stream<Item = Result<Frame, Infallible>>>, Problem> {
    let bus = write.bus().clone();
    // Before the first look, so that what comes in between is not missed.
    let listening = Open::new(&bus, me.id)?;
    look.start(&bus);
    let mut db = bus.db("ingress").http.acquire().await?;
    let extent = store::stream::extent(&mut db, me.id).await?;
    // A token outlives its session by less than its own life.
    let since = bus.platform.now() - TOKEN_LIFE;
    let is_over = store::stream::says_ended(&mut db, me.id, me.session_id, since).await?;
    drop(db);
    if is_over {
        return Err(Problem::unauthorized("session_ended", "This session is over; sign in again."));
    }
    let asked = headers.get("last-event-id").and_then(|value| value.to_str().ok());
    let resumed =
        asked.and_then(StreamCursor::parse).filter(|c| c.can_resume(&extent.epoch, extent.head, extent.oldest));
    let is_reset = asked.is_some() && resumed.is_none();
    let start = resumed.unwrap_or(StreamCursor { epoch: extent.epoch, seq: extent.head });
    Ok(Sse::new(frames(bus, me, listening, start, is_reset)).keep_alive(KeepAlive::new().interval(HEARTBEAT)))
}

/// An open stream, counted.
struct Open(Listening);

impl Open {
    /// # Errors
    /// 429: this user has too many open already.
    fn new(bus: &Bus, user: UserId) -> Result<Self, Problem> {
        let listening = bus.platform.signals.listen(user, MAX_PER_USER);
        let listening = listening.ok_or_else(|| Problem::too_many(RETRY_SECONDS))?;
        metrics::gauge!("streams_open").increment(1.0);
        Ok(Self(listening))
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        metrics::gauge!("streams_open").decrement(1.0);
    }
}

fn frames(
    bus: Bus,
    me: Athlete,
    listening: Open,
    mut cursor: StreamCursor,
    is_reset: bool,
) -> impl Stream<Item = Result<Frame, Infallible>> {
    let shutdown = bus.platform.tasks.shutdown().clone();
    let left = me.expires_at - bus.platform.now().timestamp();
    let expiry = tokio::time::Instant::now() + Duration::from_secs(left.max(0).cast_unsigned());
    async_stream::stream! {
        yield Ok(Frame::default().event("hello").id(cursor.to_string()).data(json!({"cursor": cursor.to_string()}).to_string()));
        if is_reset {
            yield Ok(Frame::default().event("reset").data("{}"));
        }
        loop {
            let mut entries = listening.0.following(cursor.seq);
            let mut failed = false;
            if entries.is_empty() {
                match page(&bus, me.id, cursor.seq).await {
                    Ok(read) => entries = read,
                    Err(error) => {
                        tracing::debug!(%error, "stream cannot be read just now");
                        failed = true;
                    }
                }
            }
            let full = entries.len() as i64 == PAGE;
            for entry in entries {
                cursor.seq = entry.seq;
                let is_over = ends(&entry, me.session_id);
                yield Ok(Frame::default().id(cursor.to_string()).event(&entry.event_type).data(&entry.payload));
                if is_over {
                    return;
                }
            }
            tokio::select! {
                biased;
                () = tokio::time::sleep_until(expiry) => return,
                () = shutdown.cancelled() => return,
                () = std::future::ready(()), if full => {}
                () = tokio::time::sleep(READ_AGAIN_AFTER), if failed => {}
                () = listening.0.news() => {}
            }
        }
    }
}

/// Whether this says that the session is over.
fn ends(entry: &News, session: SessionId) -> bool {
    entry.event_type == SessionEnded::EVENT.name
        && serde_json::from_str::<Envelope>(&entry.payload)
            .is_ok_and(|fact| fact.data["session_id"] == session.to_string())
}

async fn page(bus: &Bus, user: UserId, seq: i64) -> Result<Vec<Arc<News>>, sqlx::Error> {
    let mut db = bus.db("ingress").http.acquire().await?;
    let entries = store::stream::after(&mut db, user, seq, PAGE).await?;
    Ok(entries.into_iter().map(Arc::new).collect())
}
