/// A place in a user's stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StreamCursor {
    pub epoch: String,
    pub seq: i64,
}

impl StreamCursor {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (epoch, seq) = text.split_once('.')?;
        let seq = seq.parse().ok().filter(|seq| *seq >= 0)?;
        Some(Self { epoch: epoch.to_owned(), seq })
    }

    /// Whether everything after this place is still there: same epoch, not ahead of `head`, and
    /// nothing since was dropped. `oldest` is the oldest entry that is kept, if any is.
    pub(crate) fn can_resume(&self, epoch: &str, head: i64, oldest: Option<i64>) -> bool {
        self.epoch == epoch
            && self.seq <= head
            && (self.seq == head || oldest.is_some_and(|oldest| self.seq + 1 >= oldest))
    }
}

impl std::fmt::Display for StreamCursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.epoch, self.seq)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_resumes_only_if_nothing_after_it_is_gone() {
        let at = |text| StreamCursor::parse(text).unwrap();
        assert!(at("a.5").can_resume("a", 9, Some(6)));
        assert!(at("a.9").can_resume("a", 9, None));
        assert!(!at("a.4").can_resume("a", 9, Some(6)), "5 was dropped");
        assert!(!at("a.10").can_resume("a", 9, Some(6)), "ahead");
        assert!(!at("b.5").can_resume("a", 9, Some(6)), "foreign");
        assert!(!at("a.5").can_resume("a", 9, None), "all dropped");
    }

    #[test]
    fn what_is_no_place_is_none() {
        for text in ["", "a", "a.", ".x", "a.-1", "a.99999999999999999999"] {
            assert_eq!(StreamCursor::parse(text), None, "{text}");
        }
    }
}
