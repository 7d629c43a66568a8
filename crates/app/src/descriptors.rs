//! As many open sockets as the machine allows: the usual soft limit of 1,024 is fewer than a club's streams.

use nix::sys::resource::{Resource, getrlimit, setrlimit};

/// For databases, files and what else is no client's.
const RESERVED: u64 = 256;
/// A machine with a smaller limit still answers.
const LEAST: u64 = 64;

/// Raises the soft limit of open files to the hard one. How many clients that leaves room for.
pub(crate) fn room_for_clients() -> usize {
    let allowed = raised().unwrap_or_else(|error| {
        tracing::warn!(%error, "the limit of open files cannot be raised");
        1024
    });
    usize::try_from(allowed.saturating_sub(RESERVED).max(LEAST)).unwrap_or(usize::MAX)
}

fn raised() -> nix::Result<u64> {
    let (soft, hard) = getrlimit(Resource::RLIMIT_NOFILE)?;
    if soft < hard {
        setrlimit(Resource::RLIMIT_NOFILE, hard, hard)?;
    }
    Ok(hard)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_is_what_the_machine_allows() {
        let (_, hard) = getrlimit(Resource::RLIMIT_NOFILE).unwrap();
        setrlimit(Resource::RLIMIT_NOFILE, hard - 1, hard).unwrap();
        let room = room_for_clients();
        assert_eq!(getrlimit(Resource::RLIMIT_NOFILE).unwrap(), (hard, hard));
        assert_eq!(room as u64, (hard - RESERVED).max(LEAST));
    }
}
