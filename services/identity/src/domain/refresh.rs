use chrono::{DateTime, Utc};
use uuid::Uuid;

/// A refresh token that was found by its digest, with the state of its family.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FoundToken {
    pub id: Uuid,
    pub expires_at: DateTime<Utc>,
    pub is_spent: bool,
    /// Whether the successor was spent, too; none if there is no successor.
    pub successor_is_spent: Option<bool>,
    pub family_is_revoked: bool,
    /// Key of the key ring that the successor is derived with.
    pub ring_key: u16,
}

/// What to do about a refresh token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Spend it and give its successor.
    Rotate,
    /// A second tab, or a lost answer: the successor that was given before is given again.
    Repeat,
    /// Somebody has a copy: the family ends.
    Reused,
    /// Over.
    Invalid,
}

impl FoundToken {
    pub(crate) fn verdict(&self, now: DateTime<Utc>) -> Verdict {
        if self.family_is_revoked || self.expires_at <= now {
            return Verdict::Invalid;
        }
        match (self.is_spent, self.successor_is_spent) {
            (false, _) => Verdict::Rotate,
            (true, Some(false)) => Verdict::Repeat,
            (true, _) => Verdict::Reused,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_unused_successor_is_given_again() {
        let now = DateTime::UNIX_EPOCH;
        let fresh = FoundToken {
            id: Uuid::nil(),
            expires_at: now + chrono::TimeDelta::seconds(1),
            is_spent: false,
            successor_is_spent: None,
            family_is_revoked: false,
            ring_key: 1,
        };
        let spent = FoundToken { is_spent: true, successor_is_spent: Some(false), ..fresh };
        assert_eq!(fresh.verdict(now), Verdict::Rotate);
        assert_eq!(spent.verdict(now), Verdict::Repeat);
        assert_eq!(FoundToken { successor_is_spent: Some(true), ..spent }.verdict(now), Verdict::Reused);
        assert_eq!(FoundToken { family_is_revoked: true, ..spent }.verdict(now), Verdict::Invalid);
        assert_eq!(FoundToken { expires_at: now, ..fresh }.verdict(now), Verdict::Invalid);
    }
}
