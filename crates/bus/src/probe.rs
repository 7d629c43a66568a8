use std::collections::HashMap;
use std::sync::Arc;

use crate::Bus;

/// Newest row seen of each database.
pub type Floors = HashMap<Arc<str>, i64>;

/// Marks the lanes that got rows since the last look, whoever wrote them: one statement per
/// database for all services together.
///
/// # Errors
/// The database's.
pub async fn probe(bus: &Bus, floors: &mut Floors) -> Result<(), sqlx::Error> {
    let services: Vec<String> = bus.wakes.services().map(str::to_owned).collect();
    for pools in bus.platform.databases.each() {
        let floor = floors.entry(pools.id.clone()).or_insert(0);
        // Below the floor stands what was seen, or what a long transaction still hides; the sweep finds that.
        let rows = sqlx::query!(
            r#"select service, lane, max(id) as "id!" from bus.inbox
               where id > $1 and service = any($2) group by service, lane"#,
            *floor,
            &services
        )
        .fetch_all(&pools.jobs)
        .await?;
        for row in rows {
            *floor = (*floor).max(row.id);
            bus.wakes.mark(&row.service, 1 << row.lane);
        }
    }
    Ok(())
}
