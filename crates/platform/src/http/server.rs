//! Listening, with time limits that fire.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio_io_timeout::TimeoutStream;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

use super::certificate::{Certificate, ServeError, TlsFiles};
use super::client_address::Peer;
use crate::Tasks;

/// Bounds of the listening side.
#[derive(Clone, Copy, Debug)]
pub struct ServerLimits {
    pub connections: usize,
    /// From accept, or from the previous answer, to the last byte of the request's head.
    pub header_timeout: Duration,
    /// That a client may leave an answer unread while more of it waits.
    pub write_timeout: Duration,
    pub drain_timeout: Duration,
    /// Between looks whether the certificate was renewed.
    pub certificate_look: Duration,
}

impl Default for ServerLimits {
    fn default() -> Self {
        Self {
            connections: 20_000,
            header_timeout: Duration::from_secs(15),
            write_timeout: Duration::from_secs(30),
            drain_timeout: Duration::from_secs(10),
            certificate_look: Duration::from_secs(60),
        }
    }
}

/// Serves until shutdown, then lets open requests finish.
///
/// # Errors
/// The certificate cannot be used. Nothing was served then.
pub async fn serve(
    listener: TcpListener,
    tls: Option<TlsFiles>,
    router: Router,
    limits: ServerLimits,
    tasks: &Tasks,
) -> Result<(), ServeError> {
    let tls = tls.map(Certificate::read).transpose()?;
    if let Some(certificate) = &tls {
        certificate.clone().follow(limits.certificate_look, tasks);
    }
    let graceful = GracefulShutdown::new();
    let slots = Arc::new(Semaphore::new(limits.connections));
    loop {
        let slot = tokio::select! {
            slot = slots.clone().acquire_owned() => slot,
            () = tasks.shutdown().cancelled() => break,
        };
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = tasks.shutdown().cancelled() => break,
        };
        let Ok((stream, peer)) = accepted else {
            // Out of descriptors, most likely: wait for some to come back.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let _ = stream.set_nodelay(true);
        let watcher = graceful.watcher();
        let (router, tls) = (router.clone(), tls.as_ref().map(Certificate::acceptor));
        let connection = async move {
            let _slot = slot;
            match tls {
                None => converse(stream, peer, router, limits, watcher).await,
                Some(acceptor) => {
                    let greeting = tokio::time::timeout(limits.header_timeout, acceptor.accept(stream)).await;
                    if let Ok(Ok(stream)) = greeting {
                        converse(stream, peer, router, limits, watcher).await;
                    }
                }
            }
        };
        #[expect(clippy::disallowed_methods, reason = "a connection's death is its own affair; it is not restarted")]
        tokio::spawn(connection);
    }
    let _ = tokio::time::timeout(limits.drain_timeout, graceful.shutdown()).await;
    Ok(())
}

async fn converse<S>(
    stream: S,
    peer: SocketAddr,
    router: Router,
    limits: ServerLimits,
    watcher: hyper_util::server::graceful::Watcher,
) where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let begun = CancellationToken::new();
    let first = begun.clone();
    let service = router.map_request(move |mut request: http::Request<hyper::body::Incoming>| {
        first.cancel();
        request.extensions_mut().insert(Peer(peer));
        request.map(axum::body::Body::new)
    });
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(limits.header_timeout).max_buf_size(64 * 1024);
    builder
        .http2()
        .timer(TokioTimer::new())
        .keep_alive_interval(Duration::from_secs(20))
        .keep_alive_timeout(Duration::from_secs(20))
        .max_concurrent_streams(100);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(limits.write_timeout));
    let connection =
        builder.serve_connection(TokioIo::new(Box::pin(stream)), TowerToHyperService::new(service)).into_owned();
    // hyper waits for ever for the first bytes, which tell it the protocol.
    let silent = async {
        if tokio::time::timeout(limits.header_timeout, begun.cancelled()).await.is_ok() {
            std::future::pending().await
        }
    };
    tokio::select! {
        // What breaks here broke on the client's side.
        _ = watcher.watch(connection) => {}
        () = silent => {}
    }
}
