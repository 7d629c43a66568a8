//! PostgreSQL's client programs, pointed at a database.

use std::fs::File;
use std::io::{Read, Seek};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

use anyhow::{Context, bail};
use percent_encoding::percent_decode_str;
use url::Url;

use super::snapshot::APPLICATION;

/// Of what a program says about its failure; the first lines tell why, the others what follows from it.
const MAX_COMPLAINT_BYTES: u64 = 2000;

/// Parameters of a database URL, as sqlx takes them, and the variables that libpq reads them from.
const PARAMETERS: [(&str, &str); 15] = [
    ("host", "PGHOST"),
    ("hostaddr", "PGHOSTADDR"),
    ("port", "PGPORT"),
    ("user", "PGUSER"),
    ("password", "PGPASSWORD"),
    ("dbname", "PGDATABASE"),
    ("options", "PGOPTIONS"),
    ("sslmode", "PGSSLMODE"),
    ("sslrootcert", "PGSSLROOTCERT"),
    ("ssl-root-cert", "PGSSLROOTCERT"),
    ("ssl-ca", "PGSSLROOTCERT"),
    ("sslcert", "PGSSLCERT"),
    ("ssl-cert", "PGSSLCERT"),
    ("sslkey", "PGSSLKEY"),
    ("ssl-key", "PGSSLKEY"),
];

/// A program that will connect to the database of `url`. Told by its environment, because arguments are shown to every
/// user of the machine.
pub(super) fn command(program: &Path, url: &str) -> anyhow::Result<Command> {
    let mut command = Command::new(program);
    command.envs(environment(url)?).env("PGAPPNAME", APPLICATION).env("LC_ALL", "C").stdin(Stdio::null());
    Ok(command)
}

/// What a program says on its standard error: in a file without a name, so that nobody has to listen meanwhile.
pub(super) struct Complaint(File);

impl Complaint {
    pub(super) fn of(command: &mut Command) -> anyhow::Result<Self> {
        let file = tempfile::tempfile()?;
        command.stderr(file.try_clone()?);
        Ok(Self(file))
    }

    /// # Errors
    /// The program failed; says why in its own words.
    pub(super) fn unless(mut self, status: ExitStatus, program: &str) -> anyhow::Result<()> {
        if status.success() {
            return Ok(());
        }
        let mut said = Vec::new();
        self.0.rewind()?;
        self.0.take(MAX_COMPLAINT_BYTES).read_to_end(&mut said)?;
        let said = String::from_utf8_lossy(&said).lines().map(str::trim).collect::<Vec<_>>().join(" / ");
        bail!("{program} failed ({status}): {said}")
    }
}

fn environment(url: &str) -> anyhow::Result<Vec<(&'static str, String)>> {
    // The parser's own words may repeat a part of it.
    let url = Url::parse(url).ok().context("a database's URL cannot be read")?;
    let decode = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let port = url.port().map(|port| port.to_string());
    let database = url.path().trim_start_matches('/');
    let parts = [
        ("PGHOST", url.host_str()),
        ("PGPORT", port.as_deref()),
        ("PGUSER", Some(url.username())),
        ("PGPASSWORD", url.password()),
        ("PGDATABASE", Some(database)),
    ];
    let mut variables: Vec<(&'static str, String)> = parts
        .into_iter()
        .filter_map(|(name, value)| Some((name, decode(value.filter(|value| !value.is_empty())?))))
        .collect();
    for (key, value) in url.query_pairs() {
        if let Some((_, name)) = PARAMETERS.iter().find(|(parameter, _)| *parameter == key) {
            // Later ones win.
            variables.push((name, value.into_owned()));
        }
    }
    Ok(variables)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variable(url: &str, name: &str) -> Option<String> {
        environment(url).unwrap().into_iter().rfind(|(known, _)| *known == name).map(|(_, value)| value)
    }

    #[test]
    fn everything_that_a_url_says_is_passed_on_decoded() {
        let url = "postgres://u%40x:p%2Fw%3A@db.example:6000/taper?sslmode=verify-full&ssl-root-cert=/ca.pem";
        assert_eq!(variable(url, "PGUSER").as_deref(), Some("u@x"));
        assert_eq!(variable(url, "PGPASSWORD").as_deref(), Some("p/w:"));
        assert_eq!(variable(url, "PGHOST").as_deref(), Some("db.example"));
        assert_eq!(variable(url, "PGPORT").as_deref(), Some("6000"));
        assert_eq!(variable(url, "PGDATABASE").as_deref(), Some("taper"));
        assert_eq!(variable(url, "PGSSLMODE").as_deref(), Some("verify-full"));
        assert_eq!(variable(url, "PGSSLROOTCERT").as_deref(), Some("/ca.pem"));
    }

    #[test]
    fn a_socket_is_found_in_both_spellings() {
        assert_eq!(
            variable("postgres://taper@localhost/taper?host=/my%20data/x", "PGHOST").as_deref(),
            Some("/my data/x")
        );
        assert_eq!(variable("postgres://taper@%2Frun%2Fpg/taper", "PGHOST").as_deref(), Some("/run/pg"));
    }
}
