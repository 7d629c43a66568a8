use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, ETAG};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use futures::{StreamExt, TryStreamExt, stream};
use serde::{Deserialize, Serialize};
use taper_events::training::WorkoutPersisted;
use taper_events::{Unit, WorkoutId};
use taper_service::prelude::*;
use utoipa::{IntoParams, ToSchema};

use crate::store;
use crate::store::workouts::{Asked, PlacedWorkout};

/// Workouts that are in memory at a time, whatever the history's length.
const PAGE: i64 = 200;
const HEAD: &str = "workout_id,performed_at,title,exercise,set,reps,weight,unit,weight_kg,rpe,rir,notes\r\n";

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ExportQuery {
    #[serde(default)]
    #[param(inline)]
    format: Format,
}

#[derive(Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Format {
    #[default]
    Json,
    Csv,
}

/// All workouts, the newest first.
#[derive(Serialize, ToSchema)]
pub(crate) struct ExportedWorkouts {
    items: Vec<WorkoutPersisted>,
}

/// The caller's whole history as a file, the newest first: JSON with all that is kept, or CSV with a line for each set. A text
/// that a spreadsheet would take for a formula begins with an apostrophe in CSV.
#[utoipa::path(get, path = "/workout-export", operation_id = "export_workouts", tag = "training",
    security(("bearer" = [])), params(ExportQuery),
    responses((status = 200, content((ExportedWorkouts = "application/json"), (String = "text/csv"))), ReadProblems))]
pub(crate) async fn export_workouts(
    me: Athlete,
    mut db: Read,
    State(door): State<Door>,
    Query(query): Query<ExportQuery>,
) -> Result<Response, Problem> {
    // The first page is asked for before anything is answered, so that a database that is away is a problem and no broken file.
    let (count, changed_at) = store::workouts::state(&mut db, me.id).await?;
    // Who reads slowly holds no connection: each page has one of its own.
    drop(db);
    let first = page(&door, me.id, None).await?;
    let (head, tail, kind, name) = match query.format {
        Format::Json => ("{\"items\":[", "]}", "application/json", "workouts.json"),
        Format::Csv => (HEAD, "", "text/csv; charset=utf-8", "workouts.csv"),
    };
    let (format, owner) = (query.format, me.id);
    let pages = stream::try_unfold((Some(first), true), move |(page_now, is_first)| {
        let door = door.clone();
        async move {
            let Some(rows) = page_now else { return Ok::<_, Problem>(None) };
            let more = rows.len() as i64 == PAGE;
            let last = rows.last().map(|row| (row.performed_at, row.workout.id)).filter(|_| more);
            let next = match last {
                Some(place) => Some(page(&door, owner, Some(place)).await?),
                None => None,
            };
            Ok(Some((Bytes::from(written(&rows, format, is_first)), (next, false))))
        }
    });
    let whole = stream::once(async move { Ok(Bytes::from_static(head.as_bytes())) })
        .chain(pages)
        .chain(stream::once(async move { Ok(Bytes::from_static(tail.as_bytes())) }))
        .map_err(|problem: Problem| std::io::Error::other(problem.detail));
    let changed = changed_at.map_or(0, |at| at.timestamp_micros());
    let headers = [
        (ETAG, format!("\"{count}-{changed}-{name}\"")),
        (CONTENT_TYPE, kind.to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    Ok((headers, Body::from_stream(whole)).into_response())
}

async fn page(
    door: &Door,
    owner: UserId,
    after: Option<(DateTime<Utc>, WorkoutId)>,
) -> Result<Vec<PlacedWorkout>, Problem> {
    let mut db = door.platform.db(door.service).http.acquire().await?;
    let asked = Asked { owner, with_deleted: false, from: None, before: None, words: None, after, limit: PAGE };
    Ok(store::workouts::list(&mut db, &asked).await?)
}

fn written(rows: &[PlacedWorkout], format: Format, is_first: bool) -> String {
    match format {
        Format::Csv => rows.iter().map(lines).collect(),
        Format::Json => {
            let written = rows.iter().filter_map(|row| serde_json::to_string(&row.workout.persisted()).ok());
            let joined = written.collect::<Vec<_>>().join(",");
            if is_first || joined.is_empty() { joined } else { format!(",{joined}") }
        }
    }
}

/// A line for each set; what has none is not in it.
fn lines(placed: &PlacedWorkout) -> String {
    let Some(completion) = &placed.workout.body.completion else { return String::new() };
    let done = &completion.done;
    let mut lines = String::new();
    for exercise in &done.exercises_summary {
        for (nth, set) in exercise.sets.iter().enumerate() {
            let unit = match set.weight.unit {
                Unit::Kg => "kg",
                Unit::Lb => "lb",
            };
            let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
            let fields = [
                placed.workout.id.0.to_string(),
                placed.performed_at.to_rfc3339(),
                text(done.title.as_deref().unwrap_or_default()),
                text(&exercise.name),
                (nth + 1).to_string(),
                set.reps.to_string(),
                set.weight.value.to_string(),
                unit.to_owned(),
                set.weight.in_kg().to_string(),
                number(set.rpe),
                number(set.rir),
                text(done.notes.as_deref().unwrap_or_default()),
            ];
            lines.push_str(&fields.join(","));
            lines.push_str("\r\n");
        }
    }
    lines
}

/// As RFC 4180 quotes it, and never a formula.
fn text(value: &str) -> String {
    let is_formula = value.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let safe = if is_formula { format!("'{value}") } else { value.to_owned() };
    if safe.contains([',', '"', '\n', '\r']) { format!("\"{}\"", safe.replace('"', "\"\"")) } else { safe }
}
