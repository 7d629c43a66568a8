//! Which databases an instance has, and what stands in each.

use std::collections::BTreeMap;
use std::sync::Arc;

use taper_platform::Pools;

use crate::boot::Instance;

/// The schema of the bus, which every database has.
pub(crate) const BUS: &str = "bus";

/// One database with the names of the services whose tables it has.
pub(crate) struct InDatabase {
    pub(crate) pools: Pools,
    pub(crate) services: Vec<&'static str>,
}

impl InDatabase {
    pub(crate) fn url(&self) -> &str {
        &self.pools.id
    }

    pub(crate) fn schemas(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(BUS).chain(self.services.iter().copied())
    }
}

/// Every database once, however many services name it.
pub(crate) fn of(instance: &Instance) -> Vec<InDatabase> {
    let databases = &instance.bus.platform.databases;
    let mut found: BTreeMap<Arc<str>, InDatabase> = databases
        .each()
        .map(|pools| (pools.id.clone(), InDatabase { pools: pools.clone(), services: Vec::new() }))
        .collect();
    for service in &instance.services {
        if let Some(database) = found.get_mut(&databases.of(service.name).id) {
            database.services.push(service.name);
        }
    }
    found.into_values().collect()
}
