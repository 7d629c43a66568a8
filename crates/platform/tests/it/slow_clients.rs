//! Clients that keep a socket open and say little: they are let go, and nobody else notices.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use taper_platform::Tasks;
use taper_platform::http::{ServerLimits, serve};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const LIMIT: Duration = Duration::from_millis(400);
/// More than the buffers of two sockets hold.
const LARGE: usize = 64 * 1024 * 1024;
const PATIENCE: Duration = Duration::from_secs(20);

async fn server(tasks: &Tasks) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let limits = ServerLimits { header_timeout: LIMIT, write_timeout: LIMIT, ..ServerLimits::default() };
    let router = Router::new().route("/", get(async || "here")).route("/large", get(async || vec![0_u8; LARGE]));
    let serving = tasks.clone();
    tasks.supervise("server", move || {
        let (listener, router, tasks) = (listener_of(&listener), router.clone(), serving.clone());
        async move { serve(listener, None, router, limits, &tasks).await.unwrap() }
    });
    address
}

fn listener_of(listener: &TcpListener) -> TcpListener {
    use std::os::fd::AsFd;
    let copy = listener.as_fd().try_clone_to_owned().unwrap();
    TcpListener::from_std(std::net::TcpListener::from(copy)).unwrap()
}

/// Sends a piece and then a byte now and then; gives what was answered before the server hung up.
async fn drips(address: SocketAddr, first: &[u8], then: &[u8]) -> Vec<u8> {
    let (mut reads, mut writes) = TcpStream::connect(address).await.unwrap().into_split();
    writes.write_all(first).await.unwrap();
    let mut answer = Vec::new();
    let dripping = async {
        for byte in then.iter().cycle() {
            tokio::time::sleep(LIMIT / 8).await;
            if writes.write_all(&[*byte]).await.is_err() {
                break;
            }
        }
        std::future::pending::<()>().await;
    };
    tokio::select! {
        read = reads.read_to_end(&mut answer) => { let _ = read; }
        () = async { if then.is_empty() { std::future::pending().await } else { dripping.await } } => {}
        () = tokio::time::sleep(PATIENCE) => panic!("still open"),
    }
    answer
}

async fn is_answered(address: SocketAddr) -> bool {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\nhost: here\r\nconnection: close\r\n\r\n").await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer.starts_with("HTTP/1.1 200") && answer.ends_with("here")
}

#[tokio::test]
async fn a_socket_that_never_says_what_it_wants_is_closed() {
    let tasks = Tasks::default();
    let address = server(&tasks).await;
    // Silent; half a line; the beginning of HTTP/2's greeting; a head that never ends.
    let cases: [(&[u8], &[u8]); 4] =
        [(b"", b""), (b"GET / HT", b""), (b"PRI * HT", b""), (b"GET / HTTP/1.1\r\nhost: here\r\n", b"x-a: b\r\n")];
    let slow = futures::future::join_all(cases.iter().map(|(first, then)| drips(address, first, then)));
    let healthy = async {
        for _ in 0..5 {
            assert!(is_answered(address).await);
            tokio::time::sleep(LIMIT / 5).await;
        }
    };
    let (answers, ()) = tokio::join!(slow, healthy);
    for answer in answers {
        assert!(!answer.starts_with(b"HTTP/1.1 200"), "{}", String::from_utf8_lossy(&answer));
    }
    assert!(is_answered(address).await);
    tasks.shutdown().cancel();
}

#[tokio::test]
async fn a_socket_that_stays_silent_after_an_answer_is_closed() {
    let tasks = Tasks::default();
    let address = server(&tasks).await;
    let answer = drips(address, b"GET / HTTP/1.1\r\nhost: here\r\n\r\n", b"").await;
    assert!(answer.starts_with(b"HTTP/1.1 200"));
    tasks.shutdown().cancel();
}

#[tokio::test]
async fn who_does_not_read_the_answer_is_let_go() {
    let tasks = Tasks::default();
    let address = server(&tasks).await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(b"GET /large HTTP/1.1\r\nhost: here\r\n\r\n").await.unwrap();
    tokio::time::sleep(LIMIT * 4).await;
    let mut read = Vec::new();
    // What had been sent by then is all there is.
    let _ = tokio::time::timeout(PATIENCE, stream.read_to_end(&mut read)).await.expect("the end");
    assert!(read.len() < LARGE, "{} bytes", read.len());
    assert!(is_answered(address).await);
}

#[tokio::test]
async fn who_reads_slowly_gets_all_of_it() {
    let tasks = Tasks::default();
    let address = server(&tasks).await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(b"GET /large HTTP/1.1\r\nhost: here\r\nconnection: close\r\n\r\n").await.unwrap();
    let (mut read, mut piece) = (0, vec![0; 8 * 1024 * 1024]);
    loop {
        tokio::time::sleep(LIMIT / 16).await;
        match stream.read(&mut piece).await.unwrap() {
            0 => break,
            bytes => read += bytes,
        }
    }
    assert!(read > LARGE, "{read} bytes");
}
