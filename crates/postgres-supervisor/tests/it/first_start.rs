use std::{fs, os::unix::fs::MetadataExt, path::Path};

use nix::unistd::{Uid, User, chown, geteuid};
use sqlx::Row;
use taper_postgres_supervisor::running_url;

use crate::{
    helper::{Keeper, as_uid, nobody, public_program},
    world::{World, postmaster, query, row_is_there, works, write_a_row},
};

#[tokio::test]
async fn a_bare_folder_becomes_a_private_durable_server() {
    let world = World::new();
    let running = world.started().await;

    let row = query(
        running.url(),
        "select current_user::text as me, rolsuper, datcollate, pg_encoding_to_char(encoding)::text as encoding,
            current_setting('fsync') as fsync, current_setting('listen_addresses') as network
         from pg_roles, pg_database where rolname = current_user and datname = current_database()",
    )
    .await
    .unwrap();
    assert_eq!((row.get("me"), row.get("rolsuper")), ("taper", false));
    assert_eq!((row.get("datcollate"), row.get("encoding")), ("C.UTF-8", "UTF8"));
    assert_eq!((row.get("fsync"), row.get("network")), ("on", ""));

    let folder = fs::metadata(world.folder()).unwrap();
    assert_eq!(folder.mode() & 0o777, 0o700);
    // As root: only the cluster's own folder is the server's, the one above stays closed to it.
    let data_dir = fs::metadata(&world.data_dir).unwrap();
    assert_eq!((data_dir.uid(), data_dir.mode() & 0o777), (geteuid().as_raw(), 0o700));
    let server = fs::metadata(format!("/proc/{}", postmaster(&world.folder()))).unwrap();
    assert_ne!(server.uid(), 0, "the server runs as root");
    assert_eq!(server.uid(), folder.uid());
    running.stop().await.unwrap();
}

#[tokio::test]
async fn a_stopped_server_leaves_nothing_running_and_keeps_its_data() {
    let world = World::new();
    let running = world.started().await;
    write_a_row(running.url()).await;
    let pid = postmaster(&world.folder());
    assert_eq!(running_url(&world.data_dir).as_deref(), Some(running.url()), "other processes find it");
    running.stop().await.unwrap();
    assert_eq!(running_url(&world.data_dir), None);
    assert!(!works(pid));
    assert!(!world.folder().join("postmaster.pid").exists());

    let running = world.started().await;
    assert!(row_is_there(running.url()).await);
    running.stop().await.unwrap();
}

#[tokio::test]
async fn an_ordinary_user_runs_it_as_itself() {
    let world = World::new();
    let uid = if geteuid().is_root() { nobody() } else { geteuid() };
    let home = home_of(uid, world.outer.path());
    let mut keeper = Keeper::start_by(as_uid(uid, &public_program(world.outer.path())), &home.join("data"));
    let url = keeper.url();
    assert!(query(&url, "select 1").await.is_ok());
    let folder = home.join("data/postgres");
    assert_eq!(fs::metadata(format!("/proc/{}", postmaster(&folder))).unwrap().uid(), uid.as_raw());
    assert_eq!(keeper.end(), "stopped: Ok(())");
}

/// As in a container that was started with an arbitrary user id.
#[tokio::test]
async fn a_user_id_without_a_name_is_no_obstacle() {
    const NAMELESS: Uid = Uid::from_raw(12345);
    assert!(User::from_uid(NAMELESS).unwrap().is_none(), "this machine has a user 12345");
    let world = World::new();
    let home = home_of(NAMELESS, world.outer.path());
    let mut keeper = Keeper::start_by(as_uid(NAMELESS, &public_program(world.outer.path())), &home.join("data"));
    keeper.url();
    assert_eq!(keeper.end(), "stopped: Ok(())");
    let left: Vec<_> = fs::read_dir(home.join("data")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "only postgres and taper.lock stay: {left:?}");
}

#[tokio::test]
async fn a_deep_folder_is_reached_by_a_short_private_way_that_is_removed() {
    let mut world = World::new();
    world.data_dir = world.outer.path().join("d".repeat(90)).join("e".repeat(90));
    let running = world.started().await;
    let way = running.url().split_once("host=").unwrap().1.to_owned();
    assert!(way.len() < 60, "{way}");
    assert_eq!(fs::metadata(Path::new(&way).parent().unwrap()).unwrap().mode() & 0o777, 0o700);
    assert!(query(running.url(), "select 1").await.is_ok());
    running.stop().await.unwrap();
    assert!(!Path::new(&way).parent().unwrap().exists());
}

#[tokio::test]
async fn an_interrupted_first_start_is_begun_again() {
    let world = World::new();
    let unfinished = world.data_dir.join("postgres.unfinished");
    fs::create_dir_all(unfinished.join("base")).unwrap();
    fs::write(unfinished.join("PG_VERSION"), "15\n").unwrap();
    assert!(world.findings().contains("an interrupted first start"), "{}", world.findings());

    let running = world.started().await;
    assert!(query(running.url(), "select 1").await.is_ok());
    assert!(!unfinished.exists());
    running.stop().await.unwrap();
}

/// A folder of that user's own. Without root the user is a mask of ourselves, and owns what we own.
fn home_of(uid: Uid, outer: &Path) -> std::path::PathBuf {
    let home = outer.join("home");
    fs::create_dir(&home).unwrap();
    if geteuid().is_root() {
        chown(&home, Some(uid), None).unwrap();
    }
    home
}
