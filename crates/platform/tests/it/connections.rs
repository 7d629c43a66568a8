//! One client cannot take every connection that the server has.

use axum::Router;
use axum::routing::get;
use taper_platform::Tasks;
use taper_platform::http::{ServerLimits, serve};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const MOST: usize = 3;

/// Asks and keeps the connection; none if it is closed instead of answered.
async fn answered(address: std::net::SocketAddr) -> Option<TcpStream> {
    let mut stream = TcpStream::connect(address).await.ok()?;
    stream.write_all(b"GET / HTTP/1.1\r\nhost: here\r\n\r\n").await.ok()?;
    let mut piece = [0; 512];
    let read = stream.read(&mut piece).await.ok()?;
    piece[..read].starts_with(b"HTTP/1.1 200").then_some(stream)
}

async fn holds(limits: ServerLimits, count: usize) -> (Vec<Option<TcpStream>>, std::net::SocketAddr) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = Router::new().route("/", get(async || "here"));
    #[expect(clippy::disallowed_methods, reason = "the server ends with the test's runtime")]
    tokio::spawn(async move { serve(listener, None, router, limits, &Tasks::default()).await });
    let mut held = Vec::new();
    for _ in 0..count {
        held.push(answered(address).await);
    }
    (held, address)
}

#[tokio::test]
async fn an_address_that_holds_many_gets_no_more_until_it_gives_one_back() {
    let limits = ServerLimits { connections_per_address: MOST, is_exempt: |_| false, ..ServerLimits::default() };
    let (mut held, address) = holds(limits, MOST + 1).await;
    assert_eq!(held.iter().flatten().count(), MOST);
    assert!(held[MOST].is_none(), "one too many is closed");
    held[0] = None;
    let mut tries = 0;
    while answered(address).await.is_none() {
        tries += 1;
        assert!(tries < 200, "its place never comes back");
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn this_machine_holds_as_many_as_it_likes() {
    let limits = ServerLimits { connections_per_address: MOST, ..ServerLimits::default() };
    let (held, _) = holds(limits, 3 * MOST).await;
    assert_eq!(held.iter().flatten().count(), 3 * MOST);
}
