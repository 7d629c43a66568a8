use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use anyhow::Result;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

const BUFFER: usize = 16 * 1024;

/// What is wrong with the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    None,
    /// Connections are refused and those that were open are cut.
    Cut,
    /// What is sent is not brought, and nobody is told.
    BlackHole,
    /// Requests arrive, answers do not.
    HalfOpen,
}

/// A stretch of network between a client and a server.
pub struct Proxy {
    pub port: u16,
    fault: Arc<AtomicU8>,
    changed: watch::Sender<()>,
    task: tokio::task::JoinHandle<()>,
}

impl Proxy {
    /// # Errors
    /// No port is free.
    pub async fn to(server: SocketAddr) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let port = listener.local_addr()?.port();
        let fault = Arc::new(AtomicU8::new(0));
        let (changed, watching) = watch::channel(());
        let seen = fault.clone();
        #[expect(clippy::disallowed_methods, reason = "a program of the rig, not of the platform")]
        let task = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(carry(client, server, seen.clone(), watching.clone()));
            }
        });
        Ok(Self { port, fault, changed, task })
    }

    pub fn set(&self, fault: Fault) {
        self.fault.store(fault as u8, Ordering::Relaxed);
        self.changed.send_replace(());
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn carry(client: TcpStream, server: SocketAddr, fault: Arc<AtomicU8>, mut changed: watch::Receiver<()>) {
    let is = |wanted: Fault| fault.load(Ordering::Relaxed) == wanted as u8;
    if is(Fault::Cut) {
        return;
    }
    let Ok(server) = TcpStream::connect(server).await else { return };
    let (client_reads, client_writes) = client.into_split();
    let (server_reads, server_writes) = server.into_split();
    let there = pump(client_reads, server_writes, || is(Fault::BlackHole));
    let back = pump(server_reads, client_writes, || is(Fault::BlackHole) || is(Fault::HalfOpen));
    let cut = async {
        changed.borrow_and_update();
        while !is(Fault::Cut) && changed.changed().await.is_ok() {}
    };
    tokio::select! {
        _ = there => {}
        _ = back => {}
        () = cut => {}
    }
}

/// Carries bytes; those that are swallowed are gone.
async fn pump(
    mut from: impl AsyncReadExt + Unpin,
    mut to: impl AsyncWriteExt + Unpin,
    swallows: impl Fn() -> bool,
) -> std::io::Result<()> {
    let mut buffer = vec![0; BUFFER];
    loop {
        let read = from.read(&mut buffer).await?;
        if read == 0 {
            return Ok(());
        }
        if !swallows() {
            to.write_all(&buffer[..read]).await?;
        }
    }
}
