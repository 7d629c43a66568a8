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

const FILES: [(&str, &str); 38] = files!(
    "layout.html" "parts.html"
    "verify_email/en.subject.txt" "verify_email/en.txt" "verify_email/en.html"
    "verify_email/de.subject.txt" "verify_email/de.txt" "verify_email/de.html"
    "reset_password/en.subject.txt" "reset_password/en.txt" "reset_password/en.html"
    "reset_password/de.subject.txt" "reset_password/de.txt" "reset_password/de.html"
    "already_registered/en.subject.txt" "already_registered/en.txt" "already_registered/en.html"
    "already_registered/de.subject.txt" "already_registered/de.txt" "already_registered/de.html"
    "confirm_email/en.subject.txt" "confirm_email/en.txt" "confirm_email/en.html"
    "confirm_email/de.subject.txt" "confirm_email/de.txt" "confirm_email/de.html"
    "email_changed/en.subject.txt" "email_changed/en.txt" "email_changed/en.html"
    "email_changed/de.subject.txt" "email_changed/de.txt" "email_changed/de.html"
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::letter::Letter;

    const URL: &str = "https://taper.example.org";

    fn letters() -> [(&'static str, Letter); 6] {
        let link = || format!("{URL}/verify#token=a-b_c");
        [
            ("verify_email", Letter::VerifyEmail { link: link(), valid_for: "24 h".into() }),
            ("reset_password", Letter::ResetPassword { link: link(), valid_for: "15 min".into() }),
            (
                "already_registered",
                Letter::AlreadyRegistered { sign_in_link: link(), forgot_link: format!("{URL}/forgot") },
            ),
            ("confirm_email", Letter::ConfirmEmail { link: link(), valid_for: "24 h".into() }),
            ("email_changed", Letter::EmailChanged {}),
            ("welcome", Letter::Welcome { name: Some("Anna".into()), app_link: format!("{URL}/") }),
        ]
    }

    fn each() -> impl Iterator<Item = (&'static str, Letter, Locale)> {
        letters()
            .into_iter()
            .flat_map(|(name, letter)| [Locale::En, Locale::De].map(|locale| (name, letter.clone(), locale)))
    }

    #[test]
    fn every_template_says_all_it_is_given_and_asks_for_nothing_else() {
        for (name, letter, locale) in each() {
            let mail = write(name, &letter, locale, URL).unwrap_or_else(|error| panic!("{name} {locale:?}: {error:#}"));
            let given = serde_json::to_value(&letter).expect("JSON");
            for (variable, value) in given.as_object().expect("variables") {
                let value = value.as_str().expect("a text");
                assert!(mail.text.contains(value), "{name} {locale:?}: the text is without {variable}");
                let escaped = value.replace('/', "&#x2f;");
                assert!(
                    mail.html.contains(value) || mail.html.contains(&escaped),
                    "{name} {locale:?}: the page is without {variable}"
                );
            }
            assert!(mail.text.contains(URL) && mail.subject.lines().count() == 1 && !mail.subject.is_empty());
        }
    }

    #[test]
    fn a_variable_that_is_not_given_is_an_error() {
        let other = &letters()[5].1;
        let error = write("verify_email", other, Locale::En, URL).expect_err("an error");
        assert_eq!(error.kind(), minijinja::ErrorKind::UndefinedError);
    }

    #[test]
    fn every_file_of_the_folder_is_used_and_every_page_stands_alone() {
        let names: BTreeSet<&str> = FILES.iter().map(|(name, _)| *name).collect();
        let mut found = BTreeSet::from(["layout.html".to_owned(), "parts.html".to_owned()]);
        for (name, letter, locale) in each() {
            for part in ["subject.txt", "txt", "html"] {
                found.insert(format!("{name}/{}.{part}", locale.name()));
            }
            let html = write(name, &letter, locale, URL).expect("a mail").html;
            assert!(html.contains(&format!("<html lang=\"{}\">", locale.name())));
            assert!(html.contains("<title>") && html.contains("<h1") && !html.contains("<title></title>"));
            for foreign in ["<img", "<script", "<link", "url(", "@import", "src="] {
                assert!(!html.contains(foreign), "{name}: {foreign}");
            }
        }
        assert_eq!(names, found.iter().map(String::as_str).collect());
    }

    #[test]
    fn who_gave_no_name_is_welcomed_all_the_same() {
        let letter = Letter::Welcome { name: None, app_link: URL.into() };
        let mail = write("welcome", &letter, Locale::En, URL).expect("a mail");
        assert!(mail.text.starts_with("Welcome\n"));
        assert!(mail.html.contains(">Welcome</h1>"));
    }
}
