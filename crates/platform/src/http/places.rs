//! How many connections each network address holds.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use super::{ClientAddress, ServerLimits};

/// Counts at accept; nobody has said yet who they are.
#[derive(Clone, Default)]
pub(super) struct Places(Arc<Mutex<HashMap<IpAddr, usize>>>);

/// A connection, counted until it is dropped.
pub(super) struct Place {
    places: Places,
    /// None: exempt.
    network: Option<IpAddr>,
}

impl Places {
    /// None: the address has as many as it may.
    pub(super) fn take(&self, address: IpAddr, limits: &ServerLimits) -> Option<Place> {
        if (limits.is_exempt)(address) {
            return Some(Place { places: self.clone(), network: None });
        }
        let network = ClientAddress(address).network();
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = held.entry(network).or_default();
        if *count >= limits.connections_per_address {
            return None;
        }
        *count += 1;
        Some(Place { places: self.clone(), network: Some(network) })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let Some(network) = self.network else { return };
        let mut held = self.places.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = held.get_mut(&network) {
            *count -= 1;
            if *count == 0 {
                held.remove(&network);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_holds_as_many_as_it_may_and_gives_them_back() {
        let (places, limits) =
            (Places::default(), ServerLimits { connections_per_address: 2, ..ServerLimits::default() });
        let take = |address: &str| places.take(address.parse().unwrap(), &limits);
        let first = take("198.51.100.7");
        let _second = take("198.51.100.7").unwrap();
        assert!(take("198.51.100.7").is_none());
        assert!(take("198.51.100.8").is_some(), "another");
        drop(first);
        assert!(take("::ffff:198.51.100.7").is_some(), "the same, as an IPv6 socket tells it");
        let _household = (take("2001:db8:1:2::1").unwrap(), take("2001:db8:1:2:ffff::2").unwrap());
        assert!(take("2001:db8:1:2::3").is_none());
        let _here: Vec<Place> = (0..5).map(|_| take("127.0.0.1").unwrap()).collect();
        assert_eq!(places.0.lock().unwrap().len(), 2, "who holds none, and this machine, are not remembered");
    }
}
