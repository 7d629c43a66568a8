use chrono::{DateTime, Utc};
use serde::Serialize;
use taper_events::EquipmentPrefsId;
use taper_events::equipment::EquipmentPrefs;
use taper_service::prelude::*;
use utoipa::ToSchema;

use crate::store;

/// What the caller's gyms have. Version 0, and nothing else, until they have said so.
#[derive(Serialize, ToSchema)]
pub(crate) struct EquipmentPrefsView {
    #[schema(minimum = 0)]
    version: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    prefs_id: Option<EquipmentPrefsId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    prefs: Option<EquipmentPrefs>,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated_at: Option<DateTime<Utc>>,
}

/// The caller's inventories and default unit.
#[utoipa::path(get, path = "/equipment/prefs", operation_id = "get_equipment_prefs", tag = "equipment",
    security(("bearer" = [])), responses((status = 200, body = EquipmentPrefsView), ReadProblems))]
pub(crate) async fn get_prefs(me: Athlete, mut db: Read) -> Result<Versioned<EquipmentPrefsView>, Problem> {
    let stored = store::prefs::find(&mut db, me.id).await?;
    let version = stored.as_ref().map_or(0, |stored| stored.revision.version);
    let (prefs_id, updated_at) = stored.as_ref().map(|stored| (stored.id, stored.updated_at)).unzip();
    let prefs = stored.map(|stored| stored.body);
    Ok(Versioned(version, EquipmentPrefsView { version, prefs_id, prefs, updated_at }))
}
