//! A service that takes a request, and one that takes what follows from it.

use std::sync::LazyLock;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use sqlx::migrate::Migrator;
use taper_events::identity::PasswordReset;
use taper_service::prelude::*;
use utoipa_axum::routes;

pub(crate) static NO_TABLES: LazyLock<Migrator> = LazyLock::new(|| Migrator { ..Migrator::DEFAULT });

pub(crate) fn door() -> Service {
    Service::new("door", "Takes requests", &NO_TABLES).route(routes!(knock))
}

pub(crate) fn taker() -> Service {
    Service::new("taker", "Takes facts", &NO_TABLES).on(password_reset).job(note)
}

#[utoipa::path(post, path = "/door/knocks", operation_id = "knock", responses((status = 200)))]
async fn knock(me: Athlete, write: Write) -> Result<(), Problem> {
    let mut tx = write.begin(me.id).await?;
    tx.emit(&PasswordReset { user_id: me.id }).map_err(|_| Problem::internal())?;
    Ok(tx.commit().await?)
}

async fn password_reset(tx: &mut Tx, _: &Event<PasswordReset>) -> Handled {
    sqlx::query("select 'in the handler'").execute(&mut **tx).await?;
    tx.enqueue(&Note {}).await?;
    Ok(())
}

#[derive(Serialize, Deserialize)]
struct Note {}

impl Job for Note {
    const KIND: &'static str = "note";
    const LADDER: &'static [Duration] = &[];
}

async fn note(run: &JobRun, _: &Note) -> JobResult {
    let mut tx = run.begin().await?;
    sqlx::query("select 'in the job'").execute(&mut *tx).await?;
    Ok(tx)
}
