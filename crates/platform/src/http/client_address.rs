use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::FromRequestParts;
use http::request::Parts;

use super::Door;
use crate::Problem;

/// Whose machine this comes from. Only as many `X-Forwarded-For` entries are believed, from the
/// right, as there are trusted proxies; what stands further left was written by the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientAddress(pub IpAddr);

/// The peer of the connection, put into each request by the server.
#[derive(Clone, Copy, Debug)]
pub(super) struct Peer(pub SocketAddr);

impl ClientAddress {
    pub fn of(parts: &Parts, trusted_proxies: usize) -> Self {
        let peer = parts.extensions.get::<Peer>().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0.ip());
        if trusted_proxies == 0 {
            return Self(peer);
        }
        let forwarded: Vec<IpAddr> = parts
            .headers
            .get_all("x-forwarded-for")
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .filter_map(|address| address.trim().parse().ok())
            .collect();
        let believed = forwarded.len().checked_sub(trusted_proxies).and_then(|i| forwarded.get(i));
        Self(believed.or(forwarded.first()).copied().unwrap_or(peer))
    }

    /// What limits are counted by: an IPv6 household has a network, not an address.
    pub fn network(self) -> IpAddr {
        match self.0.to_canonical() {
            IpAddr::V6(address) => IpAddr::V6((address.to_bits() >> 64 << 64).into()),
            address @ IpAddr::V4(_) => address,
        }
    }

    /// The connection itself came from this machine, and no proxy forwarded it.
    pub fn is_direct_loopback(parts: &Parts) -> bool {
        parts.extensions.get::<Peer>().is_some_and(|peer| peer.0.ip().is_loopback())
            && !parts.headers.contains_key("x-forwarded-for")
            && !parts.headers.contains_key("forwarded")
    }
}

impl FromRequestParts<Door> for ClientAddress {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, door: &Door) -> Result<Self, Problem> {
        Ok(Self::of(parts, door.platform.trusted_proxies))
    }
}
