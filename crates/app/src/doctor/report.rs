use serde::Serialize;

/// How something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum State {
    Ok,
    /// Good to know; nobody has to do anything.
    Note,
    /// Somebody has to.
    Problem,
}

/// One thing that was looked at.
#[derive(Serialize)]
pub(crate) struct Check {
    pub about: String,
    pub state: State,
    /// One line; of a problem with the way out.
    pub says: String,
}

#[derive(Default, Serialize)]
pub(crate) struct Report {
    pub checks: Vec<Check>,
}

impl Report {
    pub(super) fn ok(&mut self, about: &str, says: impl Into<String>) {
        self.add(about, State::Ok, says.into());
    }

    pub(super) fn note(&mut self, about: &str, says: impl Into<String>) {
        self.add(about, State::Note, says.into());
    }

    pub(super) fn problem(&mut self, about: &str, says: impl Into<String>) {
        self.add(about, State::Problem, says.into());
    }

    fn add(&mut self, about: &str, state: State, says: String) {
        let says = says.lines().map(str::trim).collect::<Vec<_>>().join(" ");
        self.checks.push(Check { about: about.to_owned(), state, says });
    }

    pub(crate) fn problems(&self) -> usize {
        self.checks.iter().filter(|check| check.state == State::Problem).count()
    }

    /// How many problems something has so far.
    pub(super) fn problems_about(&self, about: &str) -> usize {
        self.checks.iter().filter(|check| check.state == State::Problem && check.about == about).count()
    }
}
