use std::time::{Duration, Instant};

use sqlx::{Connection, PgConnection};
use taper_rig::{Ground, Profile};

use crate::PATIENCE;
use crate::backup::files_in;
use crate::command::{run, taper};

#[tokio::test]
async fn a_restore_replaces_nothing_and_never_passes_for_finished() {
    let ground = Ground::prepare(Profile::Embedded).await.unwrap();
    let mut serve = ground.taper("serve", &[]).unwrap();
    serve.start().await.unwrap();
    let file = ground.path().join("club.tar");
    let file_name = file.to_str().unwrap();
    run(&ground.data_dir(), &[], &["backup", file_name]).expect(&["mode 0600"]).succeeds();
    run(&ground.data_dir(), &[], &["backup", file_name]).expect(&["exists already"]).fails();
    run(&ground.data_dir(), &[], &["restore", file_name]).expect(&["is not empty"]).fails();
    let url = taper_postgres_supervisor::running_url(&ground.data_dir()).unwrap();
    let mut database = PgConnection::connect(&url).await.unwrap();

    // As a later version would have left it.
    sqlx::raw_sql(
        "insert into training._sqlx_migrations (version, description, success, checksum, execution_time)
         values (9999, 'later', true, '', 0)",
    )
    .execute(&mut database)
    .await
    .unwrap();
    let newer = ground.path().join("newer.tar");
    let newer_name = newer.to_str().unwrap();
    run(&ground.data_dir(), &[], &["backup", newer_name]).succeeds();
    serve.kill().await.unwrap();
    let empty = ground.path().join("empty");
    run(&empty, &[], &["restore", newer_name]).expect(&["which is newer", "training is at migration 9999"]).fails();

    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&newer, bytes).unwrap();
    run(&empty, &[], &["restore", newer_name]).expect(&["is damaged"]).fails();
    std::fs::write(&newer, "dear diary").unwrap();
    run(&empty, &[], &["restore", newer_name]).expect(&["no backup that `taper backup` made"]).fails();
    assert!(!empty.exists(), "a refused restore left {:?}", files_in(&empty));

    let other = [("TAPER_KEYS".to_owned(), run(&empty, &[], &["keys", "generate"]).text)];
    run(&empty, &other, &["restore", file_name]).expect(&["TAPER_KEYS has other keys than the backup"]).fails();

    // Killed half-way: what is there then is no instance.
    let mut child = taper(&empty, &[], &["restore", file_name]).spawn().unwrap();
    let started = Instant::now();
    while !empty.join("restore.unfinished").exists() {
        assert!(started.elapsed() < PATIENCE);
        std::thread::sleep(Duration::from_millis(2));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    for command in [&["serve"][..], &["restore", file_name], &["migrate", "status"], &["doctor"]] {
        run(&empty, &[], command).expect(&["a restore into", "did not finish"]).fails();
    }
}
