use std::collections::HashMap;
use std::path::Path;

use super::variables::{self as v, Variable};
use super::{Mistake, mistake};

/// What tests are told of their servers; no setting of a process.
const OF_TESTS: &str = "TAPER_TEST_";
/// Most letters that a misspelt name differs in.
const MAX_SLIPS: usize = 3;

/// Where variables come from: the environment, then a file of `NAME=value` lines.
pub(crate) struct Source(HashMap<String, String>);

impl Source {
    /// `file`: given by `--config`; without it `.env` is read in development, if there is one.
    ///
    /// # Errors
    /// A file that was asked for and cannot be read, or a line that is none.
    pub(crate) fn environment(file: Option<&Path>) -> Result<Self, Mistake> {
        let mut values: HashMap<String, String> = std::env::vars().filter(|(_, value)| !value.is_empty()).collect();
        let environment = Self(values.clone()).get(&v::ENVIRONMENT);
        let development = environment.is_none_or(|name| name == v::ENVIRONMENT.default);
        for name in values.keys().filter(|name| !is_known(name)) {
            // Others may set variables that begin like ours, such as Kubernetes for a service of that name.
            eprintln!("taper: there is no setting {name}{}", meant(name));
        }
        let path = match file {
            Some(path) => path,
            None if development && Path::new(".env").is_file() => Path::new(".env"),
            None => return Ok(Self(values)),
        };
        let name = path.display().to_string();
        let lines = dotenvy::from_path_iter(path).map_err(|error| {
            mistake(&name, format!("the file cannot be read: {error}."), "Name another with --config.")
        })?;
        for line in lines {
            // What is wrong with a line may be its value, which may be a secret.
            let (key, value) = line.map_err(|_| mistake(&name, "a line is not NAME=value.", "Mend it."))?;
            if !is_known(&key) {
                let fix = format!("Mend or remove it{}.", meant(&key));
                return Err(mistake(&key, format!("{name} sets it, and there is no such setting."), fix));
            }
            values.entry(key).or_insert(value);
        }
        Ok(Self(values))
    }

    /// Nothing configured: the defaults.
    pub(crate) fn empty() -> Self {
        Self(HashMap::new())
    }

    #[cfg(test)]
    pub(crate) fn of(pairs: &[(&str, &str)]) -> Self {
        Self(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    pub(super) fn get(&self, variable: &Variable) -> Option<String> {
        self.raw(variable.name).or_else(|| self.raw(variable.alias?))
    }

    /// Every variable of that form, by what stands between.
    pub(super) fn between<'a>(&'a self, start: &'a str, end: &'a str) -> impl Iterator<Item = (&'a str, String)> {
        self.0.iter().filter(|(name, _)| !name.starts_with(OF_TESTS)).filter_map(move |(name, value)| {
            let middle = name.strip_prefix(start)?.strip_suffix(end)?;
            (!middle.is_empty() && !value.is_empty()).then(|| (middle, value.clone()))
        })
    }

    pub(super) fn raw(&self, name: &str) -> Option<String> {
        self.0.get(name).filter(|value| !value.is_empty()).cloned()
    }
}

/// Ours, one service's database, somebody else's, or one that a test sets.
fn is_known(name: &str) -> bool {
    let Some(rest) = name.strip_prefix("TAPER_") else { return true };
    let is_database = rest.strip_suffix("_DATABASE_URL").is_some_and(|service| !service.is_empty());
    is_database || name.starts_with(OF_TESTS) || v::ALL.iter().any(|variable| variable.name == name)
}

/// What a misspelt name may have been meant to be.
fn meant(name: &str) -> String {
    let nearest = v::ALL.iter().map(|known| known.name).min_by_key(|known| strsim::damerau_levenshtein(known, name));
    let near = nearest.filter(|known| strsim::damerau_levenshtein(known, name) <= MAX_SLIPS);
    near.map_or_else(String::new, |known| format!("; {known} may be meant"))
}
