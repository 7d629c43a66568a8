//! Listening, with time limits that fire.

use std::net::SocketAddr;
use std::path::PathBuf;
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
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

use super::client_address::Peer;
use crate::Tasks;

/// Bounds of the listening side.
#[derive(Clone, Copy, Debug)]
pub struct ServerLimits {
    pub connections: usize,
    /// From accept, or from the previous answer, to the last byte of the request's head.
    pub header_timeout: Duration,
    pub drain_timeout: Duration,
}

impl Default for ServerLimits {
    fn default() -> Self {
        Self { connections: 20_000, header_timeout: Duration::from_secs(15), drain_timeout: Duration::from_secs(10) }
    }
}

/// A certificate chain and its key, PEM.
#[derive(Clone, Debug)]
pub struct TlsFiles {
    pub certificate: PathBuf,
    pub key: PathBuf,
}

#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    #[error("cannot read {0}: {1}")]
    Unreadable(PathBuf, std::io::Error),
    #[error("the certificate or its key is not usable: {0}")]
    Tls(#[from] tokio_rustls::rustls::Error),
    #[error("{0} holds no private key in PEM")]
    NoKey(PathBuf),
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
    let tls = tls.map(|files| acceptor(&files)).transpose()?;
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
        let (router, tls) = (router.clone(), tls.clone());
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
    let connection = builder.serve_connection(TokioIo::new(stream), TowerToHyperService::new(service)).into_owned();
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

/// Whether a certificate and its key could be served with.
///
/// # Errors
/// They cannot be read, or do not belong together.
pub fn check_tls(files: &TlsFiles) -> Result<(), ServeError> {
    acceptor(files).map(drop)
}

fn acceptor(files: &TlsFiles) -> Result<TlsAcceptor, ServeError> {
    use tokio_rustls::rustls::ServerConfig;
    use tokio_rustls::rustls::pki_types::pem::PemObject;
    use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

    let read = |path: &PathBuf| std::fs::read(path).map_err(|error| ServeError::Unreadable(path.clone(), error));
    let chain: Vec<_> = CertificateDer::pem_slice_iter(&read(&files.certificate)?).flatten().collect();
    let key = PrivateKeyDer::from_pem_slice(&read(&files.key)?).map_err(|_| ServeError::NoKey(files.key.clone()))?;
    let provider = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(chain, key)?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}
