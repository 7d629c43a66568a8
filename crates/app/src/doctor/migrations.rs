//! Whether the tables are those of this program.

use std::collections::BTreeMap;

use sqlx::PgConnection;
use sqlx::migrate::Migrator;
use taper_bus::Ran;

use super::Report;
use crate::backup::InDatabase;
use crate::boot::Instance;

const ABOUT: &str = "migrations";

/// False if the tables are not there to be looked into.
pub(super) async fn examine(
    instance: &Instance,
    database: &InDatabase,
    db: &mut PgConnection,
    report: &mut Report,
) -> sqlx::Result<bool> {
    let before = report.problems_about(ABOUT);
    let mut versions = Vec::new();
    for schema in database.schemas() {
        let migrator = migrator_of(instance, schema);
        let ran = taper_bus::migrations_that_ran(db, schema).await?;
        if let Some(problem) = compare(schema, migrator, ran.as_deref()) {
            report.problem(ABOUT, problem);
        }
        versions.push(format!("{schema} {}", ran.iter().flatten().map(|ran| ran.version).max().unwrap_or(0)));
    }
    let schemas: Vec<String> = database.schemas().map(str::to_owned).collect();
    for index in taper_bus::broken_indices(db, &schemas).await? {
        report.problem(
            ABOUT,
            format!("making the index {index} was interrupted: `drop index {index}`, then make it again as its migration says"),
        );
    }
    let sound = report.problems_about(ABOUT) == before;
    if sound {
        report.ok(ABOUT, versions.join(", "));
    }
    Ok(sound)
}

fn migrator_of<'a>(instance: &'a Instance, schema: &str) -> &'a Migrator {
    let service = instance.services.iter().find(|service| service.name == schema);
    service.map_or(&taper_bus::MIGRATOR, |service| service.migrator)
}

/// What is wrong with the migrations of a schema, if anything is.
fn compare(schema: &str, migrator: &Migrator, ran: Option<&[Ran]>) -> Option<String> {
    let up = || migrator.iter().filter(|migration| migration.migration_type.is_up_migration());
    let newest = up().map(|migration| migration.version).max().unwrap_or(0);
    let Some(ran) = ran else {
        return Some(format!("{schema} has no tables: `taper serve` (in a cluster `taper migrate up`) makes them"));
    };
    let known: BTreeMap<i64, &[u8]> = up().map(|migration| (migration.version, &*migration.checksum)).collect();
    if let Some(dirty) = ran.iter().find(|migration| !migration.success) {
        let version = dirty.version;
        return Some(format!(
            "{schema}'s migration {version} was interrupted half-way: take back by hand what it did, then `delete from \
             {schema}._sqlx_migrations where version = {version}`, then `taper migrate up`; or restore a backup"
        ));
    }
    if let Some(newer) = ran.iter().map(|migration| migration.version).find(|version| *version > newest) {
        return Some(format!(
            "{schema} is at migration {newer} and this Taper ({}) knows {newest}: run the newer Taper, or take it back with \
             that one's `taper migrate down {schema} --to {newest}`",
            env!("CARGO_PKG_VERSION")
        ));
    }
    let changed = |ran: &&Ran| known.get(&ran.version).is_none_or(|checksum| *checksum != ran.checksum.as_slice());
    if let Some(changed) = ran.iter().find(changed) {
        return Some(format!(
            "{schema}'s migration {} is not the one of this Taper: it was changed after it ran; run the version it came with",
            changed.version
        ));
    }
    let missing = known.keys().find(|version| !ran.iter().any(|ran| ran.version == **version))?;
    Some(format!(
        "{schema}'s migration {missing} of {newest} has not run, or was interrupted: `taper serve` (in a cluster `taper migrate \
         up`) runs it"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUS: &str = "bus";

    /// The bus's own, as they would be remembered.
    fn remembered() -> Vec<Ran> {
        let up = taper_bus::MIGRATOR.iter().filter(|migration| migration.migration_type.is_up_migration());
        up.map(|m| Ran { version: m.version, success: true, checksum: m.checksum.to_vec() }).collect()
    }

    fn told(ran: &[Ran]) -> String {
        compare(BUS, &taper_bus::MIGRATOR, Some(ran)).unwrap_or_default()
    }

    #[test]
    fn each_fault_has_its_own_sentence() {
        assert_eq!(told(&remembered()), "");
        assert!(compare(BUS, &taper_bus::MIGRATOR, None).unwrap().contains("has no tables"));
        let mut ran = remembered();
        ran[0].success = false;
        assert!(told(&ran).contains("interrupted half-way"), "{}", told(&ran));
        let mut ran = remembered();
        ran.push(Ran { version: 9999, success: true, checksum: Vec::new() });
        assert!(told(&ran).contains("run the newer Taper"), "{}", told(&ran));
        let mut ran = remembered();
        ran[0].checksum.push(0);
        assert!(told(&ran).contains("changed after it ran"), "{}", told(&ran));
        let ran = remembered().split_off(1);
        assert!(told(&ran).contains("has not run"), "{}", told(&ran));
    }
}
