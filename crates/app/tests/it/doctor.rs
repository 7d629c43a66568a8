use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use serde_json::Value;
use sqlx::{Connection, PgConnection};
use taper_rig::{Ground, Profile, Taper};

use crate::PATIENCE;
use crate::command::{Said, run, taper};

fn doctor(data_dir: &Path) -> Said {
    run(data_dir, &[], &["doctor"])
}

fn postmaster(data_dir: &Path) -> Pid {
    let text = fs::read_to_string(data_dir.join("postgres/postmaster.pid")).unwrap();
    Pid::from_raw(text.lines().next().unwrap().parse().unwrap())
}

async fn execute(data_dir: &Path, sql: &'static str) {
    let url = taper_postgres_supervisor::running_url(data_dir).unwrap();
    let mut database = PgConnection::connect(&url).await.unwrap();
    sqlx::raw_sql(sql).execute(&mut database).await.unwrap();
}

async fn serving(ground: &Ground) -> Taper {
    let mut serve = ground.taper("serve", &[]).unwrap();
    serve.start().await.unwrap();
    serve
}

#[tokio::test]
async fn a_server_that_was_killed_and_a_folder_that_was_moved_are_named() {
    let ground = Ground::prepare(Profile::Embedded).await.unwrap();
    let data_dir = ground.data_dir();
    doctor(&data_dir).expect(&["is not there yet", "no cluster yet"]).succeeds();
    assert!(!data_dir.exists(), "looking made something");

    let mut serve = serving(&ground).await;
    let pid = serve.pid().unwrap();
    let runs = format!("Taper runs on this data directory (process {pid})");
    doctor(&data_dir).expect(&[&runs, "migrations: bus", "signing keys: 1", "all is well"]).succeeds();
    run(&data_dir, &[], &["serve", "--listen", "127.0.0.1:0"])
        .expect(&["Taper already runs on", &pid.to_string()])
        .fails();

    // Stopped, so that it does not start its server again at once.
    let process = Pid::from_raw(pid.cast_signed());
    kill(process, Signal::SIGSTOP).unwrap();
    let server = postmaster(&data_dir);
    kill(server, Signal::SIGKILL).unwrap();
    while Path::new(&format!("/proc/{server}/cwd")).read_link().is_ok() {
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    doctor(&data_dir).expect(&[&format!("Taper (process {pid}) runs"), "but its PostgreSQL does not"]).fails();
    kill(process, Signal::SIGCONT).unwrap();
    serve.is_ready().await.unwrap();
    doctor(&data_dir).expect(&["all is well"]).succeeds();

    let elsewhere = ground.path().join("elsewhere");
    fs::rename(&data_dir, &elsewhere).unwrap();
    let moved = format!("moved or copied here from {}", data_dir.display());
    doctor(&elsewhere).expect(&[&moved, "stop that process"]).fails();
    doctor(&data_dir).expect(&["is not there yet", "say where to with --data-dir"]);
    fs::rename(&elsewhere, &data_dir).unwrap();

    kill(process, Signal::SIGSTOP).unwrap();
    kill(postmaster(&data_dir), Signal::SIGKILL).unwrap();
    serve.kill().await.unwrap();
    // Its sessions outlive it for a moment, and are named then, too.
    let started = Instant::now();
    while doctor(&data_dir).text.contains("was left behind by an earlier run") {
        assert!(started.elapsed() < PATIENCE);
    }
    serving(&ground).await.kill().await.unwrap();
}

#[tokio::test]
async fn a_server_that_did_not_shut_down_is_named_and_does_no_harm() {
    let ground = Ground::prepare(Profile::Embedded).await.unwrap();
    let data_dir = ground.data_dir();
    serving(&ground).await.stop().await.unwrap();
    let nobody = "4194000\n/somewhere\n1\n5432\n.\n\n 1 1\nready\n";
    fs::write(data_dir.join("postgres/postmaster.pid"), nobody).unwrap();
    doctor(&data_dir)
        .expect(&["an earlier server did not shut down (its process 4194000 is gone)", "all is well"])
        .succeeds();
}

#[tokio::test]
async fn migrations_that_were_interrupted_and_letters_that_died_are_named() {
    let ground = Ground::prepare(Profile::Embedded).await.unwrap();
    let data_dir = ground.data_dir();
    let mut serve = serving(&ground).await;

    execute(
        &data_dir,
        "insert into bus.dead (id, service, lane, key, event_type, user_id, subject_id, client_generated_id, payload,
                               reason, attempts, history, died_at)
         select gen_random_uuid(), 'training', 0, 0, 'program.plan.created', u, u, u, '{}', 'poison', 5, '[]', now()
         from gen_random_uuid() u;
         insert into bus.blocked (service, lane, key, id, attempts, next_at, state, event_type, reason)
         values ('training', 1, 1, 1, 2, now() + interval '1 hour', 'parked', 'x', 'later'),
                ('athlete', 1, 1, 1, 0, now() + interval '1 year', 'held', 'from.the.future', 'unknown');
         insert into bus.inbox (service, lane, key, event_type, user_id, subject_id, client_generated_id, payload)
         select 'nobody', 1, 1, 'x', u, u, u, json_build_object('received_at', now() - interval '1 hour')
         from gen_random_uuid() u",
    )
    .await;
    doctor(&data_dir)
        .expect(&["dead letters: training gave up 1 events", "taper dlq list", "training tries 1 keys again by itself"])
        .expect(&["athlete holds 1 keys", "inbox: 0 events wait, the oldest since"])
        .fails();
    execute(&data_dir, "delete from bus.dead; delete from bus.blocked; delete from bus.inbox").await;

    execute(&data_dir, "update training._sqlx_migrations set success = false where version = 1").await;
    doctor(&data_dir).expect(&["training's migration 1 was interrupted half-way", "delete from training"]).fails();
    execute(&data_dir, "delete from training._sqlx_migrations").await;
    doctor(&data_dir).expect(&["training's migration 1 of 4 has not run, or was interrupted"]).fails();
    execute(&data_dir, "drop schema notifications cascade").await;
    doctor(&data_dir).expect(&["notifications has no tables"]).fails();
    execute(&data_dir, "update bus._sqlx_migrations set checksum = 'x' where version = 1").await;
    doctor(&data_dir).expect(&["bus's migration 1 is not the one of this Taper"]).fails();
    execute(
        &data_dir,
        "insert into athlete._sqlx_migrations (version, description, success, checksum, execution_time)
         values (7, 'later', true, '', 0)",
    )
    .await;
    doctor(&data_dir).expect(&["athlete is at migration 7", "run the newer Taper", "4 problems"]).fails();
    serve.stop().await.unwrap();

    let said = run(&data_dir, &[], &["doctor", "--json"]).fails();
    let report: Value = serde_json::from_str(&said.text).unwrap();
    let problems = report["checks"].as_array().unwrap().iter().filter(|check| check["state"] == "problem");
    assert_eq!(problems.count(), 4);
}

#[tokio::test]
async fn a_folder_that_is_not_as_it_should_be_is_named() {
    let ground = Ground::prepare(Profile::Embedded).await.unwrap();
    let data_dir = ground.data_dir();
    serving(&ground).await.stop().await.unwrap();
    doctor(&data_dir).expect(&["started only to look", "all is well"]).succeeds();

    let version = data_dir.join("postgres/PG_VERSION");
    let ours = fs::read_to_string(&version).unwrap();
    fs::write(&version, "11\n").unwrap();
    doctor(&data_dir).expect(&["written by PostgreSQL 11", "taper pg upgrade"]).fails();
    fs::write(&version, ours).unwrap();

    let keys = data_dir.join("keys.json");
    fs::set_permissions(&keys, Permissions::from_mode(0o644)).unwrap();
    doctor(&data_dir).expect(&["can be read by others", "chmod 600"]).fails();
    fs::set_permissions(&keys, Permissions::from_mode(0o600)).unwrap();
    let settings = [("TAPER_KEYS".to_owned(), run(&data_dir, &[], &["keys", "generate"]).text)];
    run(&data_dir, &settings, &["doctor"]).expect(&["signing keys: of 1", "open 0"]).fails();
    let aside = ground.path().join("keys.json");
    fs::rename(&keys, &aside).unwrap();
    doctor(&data_dir).expect(&["keys.json is missing"]).fails();
    assert!(!keys.exists(), "looking made keys");
    fs::rename(&aside, &keys).unwrap();

    let cluster = data_dir.join("postgres");
    fs::rename(&cluster, ground.path().join("postgres.moved")).unwrap();
    doctor(&data_dir).expect(&["no database in", "if that folder was moved, move it back"]).fails();
    fs::rename(ground.path().join("postgres.moved"), &cluster).unwrap();
    doctor(&data_dir).expect(&["all is well"]).succeeds();
}

/// A small disk of its own, in a namespace that ends with the command.
#[tokio::test]
async fn a_disk_that_is_nearly_full_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let look = taper(folder.path(), &[], &["doctor"]);
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", "--mount", "sh", "-c"]);
    command.arg("mount -t tmpfs -o size=32m none \"$0\" && exec \"$@\"").arg(folder.path());
    command.arg(look.get_program()).args(look.get_args());
    command.env_clear().envs(look.get_envs().filter_map(|(name, value)| Some((name, value?))));
    Said::from(command.output().unwrap()).expect(&["only 32 MB are free on the disk"]).fails();
}

#[tokio::test]
async fn what_cannot_be_reached_is_named_without_its_password() {
    let folder = tempfile::tempdir().unwrap();
    let keys = run(folder.path(), &[], &["keys", "generate"]).succeeds().text;
    let settings = [
        ("TAPER_KEYS", keys.trim()),
        ("TAPER_DATABASE_URL", "postgres://anna:hunter2@127.0.0.1:1/taper"),
        ("TAPER_TRAINING_DATABASE_URL", "postgres://anna:hunter2@127.0.0.1:2/taper"),
        ("TAPER_RABBITMQ_URL", "amqp://anna:hunter2@127.0.0.1:1/x"),
        ("TAPER_REDIS_URL", "redis://anna:hunter2@127.0.0.1:1"),
        ("TAPER_SMTP_URL", "smtp://anna:hunter2@127.0.0.1:1?tls=required"),
        ("TAPER_MAIL_FROM", "taper@example.org"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()));
    let said = run(folder.path(), &settings, &["doctor"])
        .expect(&["PROBLEM  database 127.0.0.1:1/taper", "PROBLEM  database 127.0.0.1:2/taper"])
        .expect(&["PROBLEM  RabbitMQ", "PROBLEM  Redis", "PROBLEM  SMTP", "5 problems"])
        .fails();
    assert!(!said.text.contains("hunter2"), "{}", said.text);

    let settings = [("TAPER_LISTEN".to_owned(), "nowhere".to_owned())];
    run(folder.path(), &settings, &["doctor"]).expect(&["PROBLEM  configuration: TAPER_LISTEN"]).fails();
}
