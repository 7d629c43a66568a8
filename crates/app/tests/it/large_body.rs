//! What is too large is answered, also to a client that reads only once it has sent everything.

use taper_rig::{Ground, Profile, Taper};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// More than the buffers of two sockets hold.
const LARGE: usize = 12 * 1024 * 1024;

#[tokio::test]
async fn a_client_that_is_still_sending_reads_why_it_was_too_much() {
    let ground = Ground::borrow(Profile::of_test().unwrap()).await.unwrap();
    let mut taper = Taper::new(ground.path(), "taper", &ground.settings(), &[]).unwrap();
    taper.start().await.unwrap();
    let address = taper.url.strip_prefix("http://").unwrap();
    let mut socket = TcpStream::connect(address).await.unwrap();
    let head = format!(
        "POST /api/v1/auth/login HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\
         content-type: application/json\r\ncontent-length: {LARGE}\r\n\r\n"
    );
    socket.write_all(head.as_bytes()).await.unwrap();
    socket.write_all(&vec![b'x'; LARGE]).await.unwrap();
    let mut answer = String::new();
    socket.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
    assert!(answer.contains("\"code\":\"too_large\""), "{answer}");
    taper.stop().await.unwrap();
}
