use std::{
    fs,
    os::unix::fs::{MetadataExt, PermissionsExt},
    path::Path,
};

use nix::unistd::geteuid;
use taper_postgres_supervisor::{StartError, UpgradeError, start, upgrade};

use crate::{
    helper::Keeper,
    world::{World, query},
};

#[tokio::test]
async fn a_second_start_names_the_first() {
    let world = World::new();
    let mut first = Keeper::start(&world.data_dir);
    let url = first.url();
    let refusal = world.refusal().await;
    assert!(refusal.contains(&format!("(process {})", first.pid())) && refusal.contains("--data-dir"), "{refusal}");
    assert!(world.findings().contains(&format!("Taper runs on this data directory (process {})", first.pid())));
    assert!(query(&url, "select 1").await.is_ok(), "the refused start harmed the first");
    first.end();
}

#[tokio::test]
async fn another_major_is_refused_with_the_way_out_and_untouched() {
    let world = World::new();
    world.started().await.stop().await.unwrap();
    let version = world.folder().join("PG_VERSION");
    let ours = fs::read_to_string(&version).unwrap();
    fs::write(&version, "11\n").unwrap();
    let refusal = world.refusal().await;
    assert!(refusal.contains("written by PostgreSQL 11") && refusal.contains("taper pg upgrade"), "{refusal}");
    assert!(world.findings().contains("written by PostgreSQL 11"));
    let refusal = upgrade(world.config()).await.unwrap_err().to_string();
    assert!(refusal.contains("install PostgreSQL 11 as well"), "{refusal}");

    fs::write(&version, ours).unwrap();
    world.started().await.stop().await.unwrap();
}

#[tokio::test]
async fn without_postgresql_the_package_is_named() {
    let world = World::new();
    let mut config = world.config();
    config.binaries = Some(world.outer.path().to_owned());
    let refusal = start(config.clone()).await.unwrap_err();
    assert!(matches!(refusal, StartError::NotFound { .. }));
    let sentence = refusal.to_string();
    assert!(sentence.contains("install") && sentence.contains("postgresql") && !sentence.contains('\n'), "{sentence}");
    assert!(crate::world::findings(&config).contains("was not found"));
    assert!(!world.folder().exists());
}

#[tokio::test]
async fn a_folder_that_is_no_cluster_is_left_as_it_is() {
    let world = World::new();
    fs::create_dir_all(world.folder()).unwrap();
    fs::write(world.folder().join("diary"), "mine").unwrap();
    if geteuid().is_root() {
        std::os::unix::fs::chown(world.folder(), Some(65534), Some(65534)).unwrap();
    }
    let refusal = world.refusal().await;
    assert!(refusal.contains("not a PostgreSQL cluster"), "{refusal}");
    assert!(world.folder().join("diary").exists());
}

#[tokio::test]
async fn what_initdb_said_is_in_the_message() {
    let world = World::new();
    let programs = world.outer.path().join("bin");
    fs::create_dir(&programs).unwrap();
    script(&programs, "initdb", "echo 'initdb: error: the disk is made of cheese' >&2; exit 1");
    script(&programs, "postgres", "echo 'postgres (PostgreSQL) 17.2'");
    let mut config = world.config();
    config.binaries = Some(programs);
    let refusal = start(config).await.unwrap_err().to_string();
    assert!(refusal.contains("made of cheese"), "{refusal}");
    assert!(!world.folder().exists());
}

#[tokio::test]
async fn a_server_that_cannot_start_says_its_last_words() {
    let world = World::new();
    world.started().await.stop().await.unwrap();
    let conf = world.folder().join("postgresql.conf");
    let text = fs::read_to_string(&conf).unwrap();
    fs::write(&conf, format!("{text}wal_level = perhaps\n")).unwrap();
    let refusal = world.refusal().await;
    assert!(refusal.contains("wal_level"), "{refusal}");
}

#[tokio::test]
async fn a_folder_left_open_is_reported_and_closed() {
    let world = World::new();
    world.started().await.stop().await.unwrap();
    fs::set_permissions(world.folder(), fs::Permissions::from_mode(0o755)).unwrap();
    assert!(world.findings().contains("can be entered by others (mode 755)"), "{}", world.findings());
    world.started().await.stop().await.unwrap();
    assert_eq!(fs::metadata(world.folder()).unwrap().mode() & 0o777, 0o700);
}

#[tokio::test]
async fn an_upgrade_needs_a_cluster_that_nobody_uses_and_something_newer() {
    let world = World::new();
    assert!(matches!(upgrade(world.config()).await, Err(UpgradeError::NothingThere(_))));
    let running = world.started().await;
    assert!(matches!(upgrade(world.config()).await, Err(UpgradeError::Start(StartError::AlreadyRunning { .. }))));
    running.stop().await.unwrap();

    let programs = world.outer.path().join("bin");
    fs::create_dir(&programs).unwrap();
    script(&programs, "initdb", "exit 1");
    script(&programs, "postgres", "echo 'postgres (PostgreSQL) 14.9'");
    let mut config = world.config();
    config.binaries = Some(programs);
    let refusal = upgrade(config).await.unwrap_err();
    assert!(matches!(refusal, UpgradeError::NothingNewer { .. }), "{refusal}");
    world.started().await.stop().await.unwrap();
}

/// A program of our own in place of one of PostgreSQL's.
fn script(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join(name), format!("#!/bin/sh\n{text}\n")).unwrap();
    fs::set_permissions(folder.join(name), fs::Permissions::from_mode(0o755)).unwrap();
}
