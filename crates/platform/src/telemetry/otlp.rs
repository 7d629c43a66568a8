//! The way to a collector: one request per batch, written by the exporter's own thread. It blocks that
//! thread and nothing else; it needs no runtime, so that there is none to wait for at shutdown.

use std::io::{Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Request, Response, Uri};
use opentelemetry_http::{HttpClient, HttpError};

/// More than a collector has to say.
const MAX_ANSWER_BYTES: u64 = 64 * 1024;
const DEFAULT_PORT: u16 = 80;

#[derive(Debug)]
pub(super) struct Collector {
    /// `host:port`
    authority: String,
    timeout: Duration,
}

impl Collector {
    /// None if the endpoint is not plain HTTP; a collector beside this process speaks TLS to elsewhere.
    pub(super) fn at(endpoint: &str, timeout: Duration) -> Option<Self> {
        let uri: Uri = endpoint.parse().ok()?;
        let host = uri.host().filter(|host| !host.is_empty() && uri.scheme_str() == Some("http"))?;
        Some(Self { authority: format!("{host}:{}", uri.port_u16().unwrap_or(DEFAULT_PORT)), timeout })
    }

    fn exchange(&self, request: &Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
        let address = self.authority.to_socket_addrs()?.next().ok_or("the collector has no address")?;
        let mut stream = TcpStream::connect_timeout(&address, self.timeout)?;
        stream.set_read_timeout(Some(self.timeout))?;
        stream.set_write_timeout(Some(self.timeout))?;
        let path = request.uri().path();
        let mut head = format!(
            "POST {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ncontent-length: {}\r\n",
            self.authority,
            request.body().len()
        );
        for (name, value) in sendable(request.headers()) {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        stream.write_all(head.as_bytes())?;
        stream.write_all(request.body())?;
        let mut answer = Vec::new();
        stream.take(MAX_ANSWER_BYTES).read_to_end(&mut answer)?;
        let status: u16 = std::str::from_utf8(answer.get(9..12).unwrap_or_default())?.parse()?;
        // An export is accepted or not; what else the collector says is not read.
        Ok(Response::builder().status(status).body(Bytes::new())?)
    }
}

fn sendable(headers: &HeaderMap) -> impl Iterator<Item = (&str, &str)> {
    let ours = ["host", "connection", "content-length"];
    headers
        .iter()
        .filter(move |(name, _)| !ours.contains(&name.as_str()))
        .filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)))
}

#[async_trait::async_trait]
impl HttpClient for Collector {
    async fn send_bytes(&self, request: Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
        let answer = self.exchange(&request);
        if !answer.as_ref().is_ok_and(|answer| answer.status().is_success()) {
            metrics::counter!("trace_exports_failed_total").increment(1);
        }
        answer
    }
}
