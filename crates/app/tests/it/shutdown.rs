//! What was begun when a process is asked to end is finished.

use std::time::Duration;

use serde_json::json;
use taper_rig::{Ground, Person, Profile};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// The head and half of the body have arrived by then.
const ARRIVED: Duration = Duration::from_millis(500);

#[tokio::test]
async fn an_event_whose_body_is_still_coming_is_taken_in() {
    let ground = Ground::borrow(Profile::of_test().unwrap()).await.unwrap();
    let mut taper = ground.taper("taper", &[]).unwrap();
    taper.start().await.unwrap();
    let mut person = Person::sign_up(&taper.url, 21).await.unwrap();
    let data = json!({"units": "kg", "locale": "en", "theme": "dark", "clock": "24h", "token_storage": "cookie"});
    let draft = person.writes("user.app_settings.submitted", &data);
    let body = draft.envelope.to_string();
    let (first, rest) = body.split_at(body.len() / 2);
    let address = taper.url.strip_prefix("http://").unwrap().to_owned();
    let mut socket = TcpStream::connect(&address).await.unwrap();
    let head = format!(
        "POST /api/v1/notify/events HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {}\r\n\
         content-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{first}",
        person.token,
        body.len()
    );
    socket.write_all(head.as_bytes()).await.unwrap();
    tokio::time::sleep(ARRIVED).await;
    let finishing = async {
        // Nobody new is let in: it was asked to end.
        while TcpStream::connect(&address).await.is_ok() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        socket.write_all(rest.as_bytes()).await.unwrap();
        let mut answer = String::new();
        socket.read_to_string(&mut answer).await.unwrap();
        answer
    };
    let (stopped, answer) = tokio::join!(taper.stop(), finishing);
    stopped.unwrap();
    assert!(answer.starts_with("HTTP/1.1 202 "), "{answer}");

    taper.start().await.unwrap();
    let fact = person.hears(&taper.url, |fact| fact["causation_id"] == json!(draft.client_generated_id)).await.unwrap();
    assert_eq!(fact["event_type"], "user.app_settings.persisted");
    taper.stop().await.unwrap();
}
