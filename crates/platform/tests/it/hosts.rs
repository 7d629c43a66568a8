//! HTTP/1.1 says whom it means, once (RFC 9112, 3.2).

use axum::Router;
use axum::routing::get;
use taper_platform::HttpLimits;
use taper_platform::http::{ServerLimits, dress, serve};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::world::platform;

#[tokio::test]
async fn a_request_without_one_host_is_400() {
    let (_, platform) = platform(HttpLimits::NONE);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = dress(Router::new().route("/", get(async || "here")), &platform);
    let tasks = platform.tasks.clone();
    let serving = serve(listener, None, router, ServerLimits::default(), &tasks);
    let asking = async {
        let mut answers = Vec::new();
        for head in [
            "GET / HTTP/1.1\r\n",
            "GET / HTTP/1.1\r\nhost: here\r\nhost: there\r\n",
            "GET / HTTP/1.1\r\nhost: here\r\n",
            "GET / HTTP/1.0\r\n",
        ] {
            let mut stream = TcpStream::connect(address).await.unwrap();
            stream.write_all(format!("{head}connection: close\r\n\r\n").as_bytes()).await.unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).await.unwrap();
            answers.push(answer);
        }
        tasks.shutdown().cancel();
        answers
    };
    let (served, answers) = tokio::join!(serving, asking);
    served.unwrap();
    for refused in &answers[..2] {
        assert!(refused.starts_with("HTTP/1.1 400 "), "{refused}");
        assert!(refused.contains("application/problem+json") && refused.contains("\"host_missing\""), "{refused}");
    }
    assert!(answers[2].starts_with("HTTP/1.1 200 ") && answers[2].ends_with("here"), "{}", answers[2]);
    assert!(answers[3].starts_with("HTTP/1.0 200 ") && answers[3].ends_with("here"), "{}", answers[3]);
}
