use std::sync::LazyLock;

use minijinja::value::{Serde, Value};
use minijinja::{Environment, Error, UndefinedBehavior, context};

use super::letter::Letter;
use super::locale::Locale;

/// A mail as it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mail {
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// The files of templates, by their names in `templates/`.
macro_rules! files {
    ($($name:literal)+) => {
        [$(($name, include_str!(concat!("../../templates/", $name)))),+]
    };
}

const FILES: [(&str, &str); 26] = files!(
    "layout.html" "parts.html"
    "verify_email/en.subject.txt" "verify_email/en.txt" "verify_email/en.html"
    "verify_email/de.subject.txt" "verify_email/de.txt" "verify_email/de.html"
    "reset_password/en.subject.txt" "reset_password/en.txt" "reset_password/en.html"
    "reset_password/de.subject.txt" "reset_password/de.txt" "reset_password/de.html"
    "already_registered/en.subject.txt" "already_registered/en.txt" "already_registered/en.html"
    "already_registered/de.subject.txt" "already_registered/de.txt" "already_registered/de.html"
    "welcome/en.subject.txt" "welcome/en.txt" "welcome/en.html"
    "welcome/de.subject.txt" "welcome/de.txt" "welcome/de.html"
);

/// A variable that is not given is an error, never a gap in a mail. HTML is escaped by the file's name.
static TEMPLATES: LazyLock<Result<Environment<'static>, Error>> = LazyLock::new(|| {
    let mut templates = Environment::new();
    templates.set_undefined_behavior(UndefinedBehavior::Strict);
    for (name, source) in FILES {
        templates.add_template(name, source)?;
    }
    Ok(templates)
});

/// Writes a letter in a language; `template` names its folder.
pub(crate) fn write(template: &str, letter: &Letter, locale: Locale, public_url: &str) -> Result<Mail, Error> {
    let templates = TEMPLATES.as_ref().map_err(|error| Error::new(error.kind(), error.to_string()))?;
    let given = context! { locale => locale.name(), public_url, ..Value::from(Serde(letter)) };
    let part = |name: &str| {
        let file = format!("{template}/{}.{name}", locale.name());
        templates.get_template(&file)?.render(&given)
    };
    Ok(Mail { subject: part("subject.txt")?.trim().to_owned(), text: part("txt")?, html: part("html")? })
}
