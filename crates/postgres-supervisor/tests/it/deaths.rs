use std::{fs, process::Command, time::Duration};

use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use taper_postgres_supervisor::Phase;

use crate::{
    helper::{Keeper, program},
    world::{World, eventually, findings, postmaster, query, row_is_there, works, write_a_row},
};

#[tokio::test]
async fn a_killed_server_is_started_again_and_counted() {
    let world = World::new();
    let running = world.started().await;
    write_a_row(running.url()).await;
    let first = postmaster(&world.folder());

    let death = running.wait_for_death();
    kill(Pid::from_raw(first), Signal::SIGKILL).unwrap();
    assert_eq!(death.await, "it was killed by SIGKILL");

    let mut status = running.status();
    let up = status.wait_for(|now| now.phase == Phase::Up && now.pid != Some(first));
    let up = tokio::time::timeout(Duration::from_secs(15), up).await.unwrap().unwrap().clone();
    assert_eq!((up.deaths, up.last_death.as_deref()), (1, Some("it was killed by SIGKILL")));
    assert!(row_is_there(running.url()).await);
    running.stop().await.unwrap();
}

#[tokio::test]
async fn a_server_that_dies_again_and_again_is_not_given_up() {
    let world = World::new();
    let running = world.started().await;
    for deaths in 1..=3 {
        let mut status = running.status();
        let pid = status.wait_for(|now| now.phase == Phase::Up).await.unwrap().pid.unwrap();
        kill(Pid::from_raw(pid), Signal::SIGKILL).unwrap();
        status.wait_for(|now| now.deaths == deaths).await.unwrap();
    }
    eventually("it answers again", async || query(running.url(), "select 1").await.is_ok()).await;
    running.stop().await.unwrap();
}

#[tokio::test]
async fn a_restart_is_no_death() {
    let world = World::new();
    let running = world.started().await;
    let first = postmaster(&world.folder());
    running.restart();
    let mut status = running.status();
    let up = status.wait_for(|now| now.phase == Phase::Up && now.pid != Some(first)).await.unwrap().clone();
    assert_eq!(up.deaths, 0);
    running.stop().await.unwrap();
}

#[tokio::test]
async fn after_kill_9_of_taper_everything_is_there_again() {
    let world = World::new();
    let mut keeper = Keeper::start(&world.data_dir);
    write_a_row(&keeper.url()).await;
    let orphan = postmaster(&world.folder());
    keeper.kill();

    let running = world.started().await;
    assert!(!works(orphan));
    assert!(row_is_there(running.url()).await);
    running.stop().await.unwrap();
}

/// Where the kernel cannot be asked to end the server with us, it stays behind: seen by the doctor, ended by the next start.
#[tokio::test]
async fn an_orphan_is_ended_by_the_next_start() {
    let world = World::new();
    let mut without_setpriv = Command::new(program());
    without_setpriv.env("PATH", "/nonexistent");
    let mut keeper = Keeper::start_by(without_setpriv, &world.data_dir);
    write_a_row(&keeper.url()).await;
    let orphan = postmaster(&world.folder());
    keeper.kill();
    assert!(works(orphan));
    assert!(
        world.findings().contains(&format!("PostgreSQL (process {orphan}) was left behind")),
        "{}",
        world.findings()
    );

    let running = world.started().await;
    assert!(!works(orphan));
    assert_ne!(postmaster(&world.folder()), orphan);
    assert!(row_is_there(running.url()).await);
    running.stop().await.unwrap();
}

/// With `setpriv`, which every Linux with util-linux has, nobody has to come and clean up.
#[tokio::test]
async fn the_server_ends_with_taper() {
    let world = World::new();
    let mut keeper = Keeper::start(&world.data_dir);
    keeper.url();
    let server = postmaster(&world.folder());
    keeper.kill();
    eventually("the server ends", async || !works(server)).await;
}

/// A dropped server keeps its lock until it has ended, so that the next start cannot meet it half-way.
#[tokio::test]
async fn a_dropped_server_stops() {
    let world = World::new();
    let running = world.started().await;
    let (pid, mut status) = (postmaster(&world.folder()), running.status());
    drop(running);
    status.wait_for(|now| now.phase == Phase::Stopped).await.unwrap();
    assert!(!works(pid));
    world.started().await.stop().await.unwrap();
}

/// A process id means nothing after a reboot or in another container: here it is that of this very test.
#[tokio::test]
async fn a_stale_pid_file_is_harmless_after_a_move() {
    let mut world = World::new();
    let running = world.started().await;
    write_a_row(running.url()).await;
    running.stop().await.unwrap();
    let somebody = std::process::id();
    let text = format!("{somebody}\n/somewhere/else\n1\n5432\n.\n\n 1 1\nready\n");
    fs::write(world.folder().join("postmaster.pid"), &text).unwrap();
    fs::write(world.folder().join(".s.PGSQL.5432.lock"), &text).unwrap();

    let elsewhere = world.outer.path().join("elsewhere");
    fs::rename(&world.data_dir, &elsewhere).unwrap();
    world.data_dir = elsewhere;
    assert!(world.findings().contains("an earlier server did not shut down"), "{}", world.findings());
    let running = world.started().await;
    assert!(row_is_there(running.url()).await);
    running.stop().await.unwrap();
}

#[tokio::test]
async fn a_copy_of_a_running_folder_is_told_apart_and_the_original_left_alone() {
    let world = World::new();
    let running = world.started().await;
    write_a_row(running.url()).await;
    let copy = World::new();
    let copied = Command::new("cp").args(["-a"]).arg(&world.data_dir).arg(&copy.data_dir).status().unwrap();
    assert!(copied.success());
    assert!(findings(&copy.config()).contains("was copied while its server ran"), "{}", copy.findings());

    let second = copy.started().await;
    assert!(row_is_there(second.url()).await && row_is_there(running.url()).await);
    second.stop().await.unwrap();
    assert!(row_is_there(running.url()).await, "the original was touched");
    running.stop().await.unwrap();
}

/// Killed between moving the old cluster away and the upgraded one in: no empty cluster may take their place.
#[tokio::test]
async fn an_upgrade_interrupted_at_its_last_step_is_finished() {
    let world = World::new();
    let running = world.started().await;
    write_a_row(running.url()).await;
    running.stop().await.unwrap();
    fs::rename(world.folder(), world.data_dir.join("postgres.upgraded")).unwrap();

    let running = world.started().await;
    assert!(row_is_there(running.url()).await);
    running.stop().await.unwrap();
}
