use taper_rig::{Ground, Profile};

use crate::command::run;

/// With one PostgreSQL installed, this is as far as an upgrade goes; the rest is in the supervisor's tests.
#[tokio::test]
async fn an_upgrade_says_what_it_lacks() {
    let ground = Ground::prepare(Profile::Embedded).await.unwrap();
    let data_dir = ground.data_dir();
    run(&data_dir, &[], &["pg", "upgrade"]).expect(&["there is no PostgreSQL cluster in"]).fails();
    let mut serve = ground.taper("serve", &[]).unwrap();
    serve.start().await.unwrap();
    run(&data_dir, &[], &["pg", "upgrade"]).expect(&["Taper already runs on"]).fails();
    serve.stop().await.unwrap();
    run(&data_dir, &[], &["pg", "upgrade"]).expect(&["nothing newer is installed"]).fails();

    let version = data_dir.join("postgres/PG_VERSION");
    let ours = std::fs::read_to_string(&version).unwrap();
    std::fs::write(&version, "11\n").unwrap();
    run(&data_dir, &[], &["pg", "upgrade"]).expect(&["written by PostgreSQL 11", "install PostgreSQL 11"]).fails();
    run(&data_dir, &[], &["serve"]).expect(&["written by PostgreSQL 11", "taper pg upgrade"]).fails();
    std::fs::write(&version, ours).unwrap();
    run(&data_dir, &[], &["doctor"]).expect(&["all is well"]).succeeds();

    let settings = [("TAPER_DATABASE_URL".to_owned(), "postgres://anna:hunter2@127.0.0.1:1/taper".to_owned())];
    run(&data_dir, &settings, &["pg", "upgrade"]).expect(&["not Taper's own"]).fails();
}
