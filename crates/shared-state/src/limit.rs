use std::time::Duration;

/// At most `count` in any `per`, regained evenly: the generic cell rate algorithm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    pub count: u32,
    pub per: Duration,
}

/// Whether one more may happen now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    Allowed,
    /// Not before this time has passed.
    Refused {
        retry_after: Duration,
    },
}

impl Limit {
    pub const fn new(count: u32, per: Duration) -> Self {
        Self { count, per }
    }

    /// Microseconds in which `count` are regained.
    pub(crate) fn steps(self, count: u32) -> i64 {
        (self.span() / i64::from(self.count.max(1))).max(1).saturating_mul(i64::from(count))
    }

    /// Microseconds in which all are regained.
    pub(crate) fn span(self) -> i64 {
        i64::try_from(self.per.as_micros()).unwrap_or(i64::MAX / 4).min(i64::MAX / 4)
    }
}

impl Decision {
    pub fn is_allowed(self) -> bool {
        self == Self::Allowed
    }

    /// From the microseconds that are missing; none missing is allowed.
    pub(crate) fn missing(micros: i64) -> Self {
        match u64::try_from(micros) {
            Ok(micros) if micros > 0 => Self::Refused { retry_after: Duration::from_micros(micros) },
            _ => Self::Allowed,
        }
    }
}
