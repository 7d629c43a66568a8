use axum::body::Body;
use http::{Request, StatusCode};
use serde_json::Value;
use taper_platform::http::{ServerLimits, serve};
use taper_testkit::World;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::mail_server::MailServer;
use crate::{world, world_of_a_mailbox, world_with_smtp};

const MESSAGES: &str = "GET /mailbox/messages HTTP/1.1\r\n";

/// Serves the world on a real socket of this machine. Returns its port.
async fn serve_here(world: &World) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let (router, tasks) = (world.router(), world.platform.tasks.clone());
    #[expect(clippy::disallowed_methods, reason = "the server ends with the test's runtime")]
    tokio::spawn(async move { serve(listener, None, router, ServerLimits::default(), &tasks).await });
    port
}

/// Sends lines as they are, over a connection of this machine. Returns status and body.
async fn ask(port: u16, request: &str, headers: &[&str]) -> (u16, Value) {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.expect("a connection");
    let headers: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
    stream.write_all(format!("{request}{headers}Connection: close\r\n\r\n").as_bytes()).await.expect("a request");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("an answer");
    let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    let mut body = serde_json::from_str(answer.split("\r\n\r\n").nth(1).unwrap_or_default()).unwrap_or(Value::Null);
    if let Some(body) = Value::as_object_mut(&mut body) {
        body.remove("request_id");
    }
    (status, body)
}

#[tokio::test]
async fn whoever_sits_at_the_machine_may_look() {
    let world = world().await;
    let port = serve_here(&world).await;
    for host in ["Host: localhost", "Host: 127.0.0.1:8080", "Host: [::1]:8080"] {
        assert_eq!(ask(port, MESSAGES, &[host]).await.0, 200, "{host}");
    }
}

#[tokio::test]
async fn behind_a_proxy_that_says_nothing_of_itself_the_code_is_needed() {
    let world = world_of_a_mailbox(false).await;
    let port = serve_here(&world).await;
    assert_eq!(ask(port, MESSAGES, &["Host: 127.0.0.1:8080"]).await.0, 404);
    assert_eq!(ask(port, MESSAGES, &["Host: 127.0.0.1:8080", "X-Taper-Mailbox-Code: the-code"]).await.0, 200);
}

#[tokio::test]
async fn to_everybody_else_there_is_nothing() {
    let world = world().await;
    let port = serve_here(&world).await;
    let nothing = ask(port, "GET /no/such/page HTTP/1.1\r\n", &["Host: localhost"]).await;
    assert_eq!(nothing.0, 404);
    for headers in [
        ["Host: evil.example", "Accept: */*"],
        ["Host: localhost.evil.example", "Accept: */*"],
        ["Host: localhost", "X-Forwarded-For: 127.0.0.1"],
        ["Host: localhost", "X-Forwarded-Host: localhost"],
        ["Host: localhost", "X-Forwarded-Proto: https"],
        ["Host: localhost", "X-Real-IP: 127.0.0.1"],
        ["Host: localhost", "Forwarded: for=127.0.0.1"],
        ["Host: localhost", "Via: 1.1 proxy"],
        ["Host: evil.example", "X-Taper-Mailbox-Code: wrong"],
        ["Host: evil.example", "X-Taper-Mailbox-Code: "],
    ] {
        assert_eq!(ask(port, MESSAGES, &headers).await, nothing, "{headers:?}");
    }
    for request in [
        "POST /mailbox/messages HTTP/1.1\r\nContent-Length: 0\r\n",
        "OPTIONS /mailbox/messages HTTP/1.1\r\n",
        "GET /mailbox/messages?code=the-code HTTP/1.1\r\n",
        "GET /mailbox/messages?to=a&to=b HTTP/1.1\r\n",
    ] {
        assert_eq!(ask(port, request, &["Host: evil.example"]).await, nothing, "{request}");
    }
}

#[tokio::test]
async fn a_connection_from_elsewhere_is_not_believed_about_its_host() {
    let world = world().await;
    let request = Request::get("/mailbox/messages").header("host", "localhost").body(Body::empty()).expect("a request");
    assert_eq!(world.call(request).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_code_opens_it_from_anywhere() {
    let world = world().await;
    let request =
        Request::get("/mailbox/messages").header("host", "taper.example").header("x-taper-mailbox-code", "the-code");
    assert_eq!(world.call(request.body(Body::empty()).expect("a request")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_instance_without_a_code_takes_none() {
    let config = notifications::Config::LocalMailbox { code: Some(String::new()), is_open_here: true };
    let world = World::start(vec![notifications::service(config)]).await;
    let request = Request::get("/mailbox/messages").header("host", "taper.example").header("x-taper-mailbox-code", "");
    assert_eq!(world.call(request.body(Body::empty()).expect("a request")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn with_smtp_there_is_no_mailbox_for_anybody() {
    let server = MailServer::start([]).await;
    let world = world_with_smtp(&server.url).await;
    let port = serve_here(&world).await;
    let (status, _) = ask(port, MESSAGES, &["Host: localhost", "X-Taper-Mailbox-Code: the-code"]).await;
    assert_eq!(status, 404);
}
