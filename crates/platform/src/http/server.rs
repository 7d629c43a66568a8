//! Listening, with time limits that fire.

use std::net::{IpAddr, SocketAddr};
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
use super::layers::Hostless;
use super::places::Places;
use crate::Tasks;

/// Bounds of the listening side.
#[derive(Clone, Copy, Debug)]
pub struct ServerLimits {
    pub connections: usize,
    /// Of one network address.
    pub connections_per_address: usize,
    /// Whose are not counted: those of this machine, and of proxies, which stand for many.
    pub is_exempt: fn(IpAddr) -> bool,
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
            connections_per_address: 1_000,
            is_exempt: |address| address.to_canonical().is_loopback(),
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
    let places = Places::default();
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
        let Some(place) = places.take(peer.ip(), &limits) else {
            metrics::counter!("http_connections_refused_total").increment(1);
            continue;
        };
        let _ = stream.set_nodelay(true);
        let watcher = graceful.watcher();
        let (router, tls) = (router.clone(), tls.as_ref().map(Certificate::acceptor));
        let connection = async move {
            let _counted = (slot, place);
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
    // Whoever comes now is told at once that nobody listens.
    drop(listener);
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
        if request.version() == http::Version::HTTP_11
            && request.headers().get_all(http::header::HOST).iter().count() != 1
        {
            request.extensions_mut().insert(Hostless);
        }
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
