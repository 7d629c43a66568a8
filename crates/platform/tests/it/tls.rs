//! Connections under a given certificate, and under the one that replaces it.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use taper_platform::Tasks;
use taper_platform::http::{ServeError, ServerLimits, TlsFiles, check_tls, serve};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto};

const LOOK: Duration = Duration::from_millis(50);
const PATIENCE: Duration = Duration::from_secs(20);

/// Writes a new certificate for `localhost` and its key.
fn renew(files: &TlsFiles) -> CertificateDer<'static> {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    std::fs::write(&files.key, made.signing_key.serialize_pem()).unwrap();
    std::fs::write(&files.certificate, made.cert.pem()).unwrap();
    made.cert.der().clone()
}

fn files_in(folder: &Path) -> TlsFiles {
    TlsFiles { certificate: folder.join("certificate.pem"), key: folder.join("key.pem") }
}

/// The answer to who trusts `certificate` alone; none if another was shown.
async fn ask(port: u16, certificate: &CertificateDer<'static>) -> Option<String> {
    let mut roots = RootCertStore::empty();
    roots.add(certificate.clone()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    let name = ServerName::try_from("localhost").unwrap();
    let mut stream = TlsConnector::from(Arc::new(config)).connect(name, stream).await.ok()?;
    stream.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").await.unwrap();
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer).await;
    Some(answer)
}

#[tokio::test]
async fn a_renewed_certificate_is_used_without_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let files = files_in(folder.path());
    let first = renew(&files);
    let tasks = Tasks::default();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let router = Router::new().route("/", get(async || "here"));
    let limits = ServerLimits { certificate_look: LOOK, ..ServerLimits::default() };
    let story = async {
        let answer = ask(port, &first).await.expect("the certificate that was given");
        assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("here"), "{answer}");
        // Half written: the old one stays.
        std::fs::write(&files.certificate, "-----BEGIN").unwrap();
        tokio::time::sleep(LOOK * 4).await;
        assert!(ask(port, &first).await.is_some());
        let second = renew(&files);
        let renewed = async {
            while ask(port, &second).await.is_none() {
                tokio::time::sleep(LOOK).await;
            }
        };
        tokio::time::timeout(PATIENCE, renewed).await.expect("the renewed certificate");
        assert!(ask(port, &first).await.is_none(), "the old one is not shown any more");
    };
    tokio::select! {
        () = story => {}
        served = serve(listener, Some(files.clone()), router, limits, &tasks) => served.unwrap(),
    }
}

#[test]
fn what_is_no_certificate_is_said_before_anything_is_served() {
    let folder = tempfile::tempdir().unwrap();
    let files = files_in(folder.path());
    assert!(matches!(check_tls(&files), Err(ServeError::Unreadable(..))));
    renew(&files);
    check_tls(&files).unwrap();
    std::fs::write(&files.key, "no key").unwrap();
    assert!(matches!(check_tls(&files), Err(ServeError::NoKey(_))));
    let other = files_in(&folder.path().join("other"));
    std::fs::create_dir(folder.path().join("other")).unwrap();
    renew(&other);
    std::fs::copy(&other.key, &files.key).unwrap();
    assert!(matches!(check_tls(&files), Err(ServeError::Tls(_))), "the key belongs to another certificate");
}
