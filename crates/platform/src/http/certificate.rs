//! The certificate that connections are served with, read again when it was renewed.

use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::{self, ServerConfig};

use crate::Tasks;

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
    Tls(#[from] rustls::Error),
    #[error("{0} holds no private key in PEM")]
    NoKey(PathBuf),
}

/// Whether a certificate and its key could be served with.
///
/// # Errors
/// They cannot be read, or do not belong together.
pub fn check_tls(files: &TlsFiles) -> Result<(), ServeError> {
    acceptor(files).map(drop)
}

#[derive(Clone)]
pub(super) struct Certificate {
    files: TlsFiles,
    newest: Arc<RwLock<(Written, TlsAcceptor)>>,
}

/// When the two files were written.
type Written = [Option<SystemTime>; 2];

impl Certificate {
    pub(super) fn read(files: TlsFiles) -> Result<Self, ServeError> {
        let newest = (written(&files), acceptor(&files)?);
        Ok(Self { files, newest: Arc::new(RwLock::new(newest)) })
    }

    pub(super) fn acceptor(&self) -> TlsAcceptor {
        self.newest.read().unwrap_or_else(PoisonError::into_inner).1.clone()
    }

    /// Looks again and again whether the files were renewed.
    pub(super) fn follow(self, every: Duration, tasks: &Tasks) {
        tasks.every("certificate", every, move || {
            self.look();
            std::future::ready(())
        });
    }

    fn look(&self) {
        let now = written(&self.files);
        if self.newest.read().unwrap_or_else(PoisonError::into_inner).0 == now {
            return;
        }
        match acceptor(&self.files) {
            Ok(acceptor) => {
                *self.newest.write().unwrap_or_else(PoisonError::into_inner) = (now, acceptor);
                tracing::info!(certificate = %self.files.certificate.display(), "the renewed certificate is used");
            }
            // Half of it may be written; it is looked at again.
            Err(error) => tracing::warn!(%error, "the certificate was changed and cannot be used; the old one stays"),
        }
    }
}

fn written(files: &TlsFiles) -> Written {
    [&files.certificate, &files.key].map(|path| std::fs::metadata(path).and_then(|file| file.modified()).ok())
}

fn acceptor(files: &TlsFiles) -> Result<TlsAcceptor, ServeError> {
    let read = |path: &PathBuf| std::fs::read(path).map_err(|error| ServeError::Unreadable(path.clone(), error));
    let chain: Vec<_> = CertificateDer::pem_slice_iter(&read(&files.certificate)?).flatten().collect();
    let key = PrivateKeyDer::from_pem_slice(&read(&files.key)?).map_err(|_| ServeError::NoKey(files.key.clone()))?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(chain, key)?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}
