use serde::Serialize;

/// What a template is given: its fields are the template's variables, all of them. Each template also
/// gets `locale` and `public_url`, the address of this instance.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum Letter {
    VerifyEmail {
        /// Confirms the address; a secret.
        link: String,
        /// How long it works, in words.
        valid_for: String,
    },
    ResetPassword {
        /// Lets one choose a new password; a secret.
        link: String,
        /// How long it works, in words.
        valid_for: String,
    },
    AlreadyRegistered {
        sign_in_link: String,
        /// Where one asks for a new password.
        forgot_link: String,
    },
    ConfirmEmail {
        /// Confirms a new address; a secret.
        link: String,
        /// How long it works, in words.
        valid_for: String,
    },
    /// Has no variable of its own.
    EmailChanged {},
    Welcome {
        /// As the person calls themself, or none.
        name: Option<String>,
        /// Where the app begins.
        app_link: String,
    },
}
