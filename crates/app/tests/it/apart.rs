//! Processes of single services with databases of their own: only RabbitMQ, and keys by URL, between them.

use serde_json::json;
use taper_rig::{Ground, Person, Profile, Taper};

#[tokio::test]
async fn services_with_databases_of_their_own_meet_over_the_broker() {
    let ground = Ground::borrow(Profile::Distributed).await.unwrap();
    let training_database = ground.another_database().await.unwrap();
    let mut settings = ground.settings();
    settings.push(("TAPER_TRAINING_DATABASE_URL".to_owned(), training_database.clone()));
    ground.runs_with(&settings, &["migrate", "up"]).await.unwrap();
    let others = ["--only", "ingress,identity,athlete,notifications"];
    let mut front = Taper::new(ground.path(), "front", &settings, &others).unwrap();
    front.start().await.unwrap();
    // It is told nothing of the others' database: neither users nor signing keys are within its reach.
    let mut own: Vec<_> = ground.settings();
    own.push(("TAPER_DATABASE_URL".to_owned(), training_database));
    own.push(("TAPER_JWKS_URL".to_owned(), format!("{}/.well-known/jwks.json", front.url)));
    let mut training = Taper::new(ground.path(), "training", &own, &["--only", "training"]).unwrap();
    training.start().await.unwrap();
    let mut person = Person::sign_up(&front.url, 7).await.unwrap();
    let drafts = person.ideas(30);
    person.sends(&drafts, &std::sync::Arc::new(vec![front.url.clone()]), super::PATIENCE).await.unwrap();
    let last = json!(drafts.last().unwrap().client_generated_id);
    person.hears(&front.url, |fact| fact["causation_id"] == last).await.unwrap();
    let (status, plans) = person.reads(&training.url, "/plans").await.unwrap();
    assert_eq!((status.as_u16(), plans["items"].as_array().map(Vec::len)), (200, Some(1)));
    assert_eq!(person.reads(&front.url, "/plans").await.unwrap().0.as_u16(), 404, "it does not run there");
    person.token.push('x');
    assert_eq!(person.reads(&training.url, "/plans").await.unwrap().0.as_u16(), 401);
}

#[tokio::test]
async fn without_redis_there_is_one_process_on_a_database() {
    let ground = Ground::borrow(Profile::Distributed).await.unwrap();
    ground.runs_with(&ground.settings(), &["migrate", "up"]).await.unwrap();
    let alone: Vec<_> = ground.settings().into_iter().filter(|(name, _)| name != "TAPER_REDIS_URL").collect();
    let mut first = Taper::new(ground.path(), "first", &alone, &[]).unwrap();
    first.start().await.unwrap();
    let mut second = Taper::new(ground.path(), "second", &alone, &["--only", "training"]).unwrap();
    assert!(second.start().await.is_err());
    assert!(second.log().contains("TAPER_REDIS_URL"), "{}", second.log());
    // Whoever was killed a moment ago keeps nobody out.
    first.kill().await.unwrap();
    second.start().await.unwrap();
}

/// Streams look for themselves every ten seconds only: it is Redis that tells them.
#[tokio::test]
async fn a_stream_hears_at_once_what_another_process_wrote() {
    const AT_ONCE: std::time::Duration = std::time::Duration::from_secs(8);
    let ground = Ground::borrow(Profile::Distributed).await.unwrap();
    ground.runs_with(&ground.settings(), &["migrate", "up"]).await.unwrap();
    let mut door = Taper::new(ground.path(), "door", &ground.settings(), &["--role", "http"]).unwrap();
    let mut hands = Taper::new(ground.path(), "hands", &ground.settings(), &["--role", "consumers,jobs"]).unwrap();
    door.start().await.unwrap();
    hands.start().await.unwrap();
    let mut person = Person::sign_up(&door.url, 11).await.unwrap();
    // The same account on another device.
    let mut ears = Person::sign_up(&door.url, 12).await.unwrap();
    ears.token.clone_from(&person.token);
    let (sender, mut heard) = tokio::sync::mpsc::unbounded_channel::<(std::time::Instant, serde_json::Value)>();
    let story = async {
        let hello = heard.recv().await.unwrap();
        assert!(hello.1["cursor"].is_string());
        let target = std::sync::Arc::new(vec![door.url.clone()]);
        for draft in person.ideas(4) {
            let id = json!(draft.client_generated_id);
            person.sends(&[draft], &target, super::PATIENCE).await.unwrap();
            let (_, fact) = tokio::time::timeout(AT_ONCE, heard.recv()).await.expect("at once").unwrap();
            assert_eq!(fact["causation_id"], id);
        }
    };
    tokio::select! {
        () = story => {}
        ended = ears.hears_all(&door.url, sender) => panic!("the stream ended: {ended:?}"),
    }
}
