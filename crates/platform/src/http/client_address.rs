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
        // Counted before they are read: an entry that is no address must not shift the others.
        let forwarded: Vec<Option<IpAddr>> = parts
            .headers
            .get_all("x-forwarded-for")
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .map(|address| address.trim().parse().ok())
            .collect();
        let believed = forwarded.len().checked_sub(trusted_proxies).and_then(|i| forwarded.get(i));
        Self(believed.or(forwarded.first()).copied().flatten().unwrap_or(peer))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn believed(forwarded: &[&str], trusted_proxies: usize) -> String {
        let mut request = http::Request::builder();
        for value in forwarded {
            request = request.header("x-forwarded-for", *value);
        }
        let (mut parts, ()) = request.body(()).unwrap().into_parts();
        parts.extensions.insert(Peer(([10, 0, 0, 1], 9).into()));
        ClientAddress::of(&parts, trusted_proxies).0.to_string()
    }

    #[test]
    fn as_many_entries_are_believed_as_there_are_proxies() {
        assert_eq!(believed(&["6.6.6.6, 1.1.1.1"], 0), "10.0.0.1");
        assert_eq!(believed(&["6.6.6.6, 1.1.1.1"], 1), "1.1.1.1");
        assert_eq!(believed(&["6.6.6.6", "1.1.1.1, 10.0.0.2"], 2), "1.1.1.1");
        assert_eq!(believed(&[], 1), "10.0.0.1");
    }

    #[test]
    fn an_entry_that_is_no_address_does_not_make_a_forged_one_believed() {
        assert_eq!(believed(&["6.6.6.6, 1.1.1.1:4711"], 1), "10.0.0.1");
        assert_eq!(believed(&["6.6.6.6, unknown"], 1), "10.0.0.1");
    }
}
