/// A security event, as the audit table names it. Stored; never renamed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    RegistrationRequested,
    EmailVerified,
    SignedIn,
    SignInFailed,
    SignInUnverified,
    LockedOut,
    TokenRefused,
    RefreshReused,
    SignedOut,
    SignedOutEverywhere,
    SessionRevoked,
    PasswordResetRequested,
    PasswordReset,
    EmailChangeRequested,
    EmailChanged,
    AccountCreated,
    AdminCreated,
    SigningKeyRotated,
}

impl Action {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::RegistrationRequested => "registration_requested",
            Self::EmailVerified => "email_verified",
            Self::SignedIn => "signed_in",
            Self::SignInFailed => "sign_in_failed",
            Self::SignInUnverified => "sign_in_unverified",
            Self::LockedOut => "locked_out",
            Self::TokenRefused => "token_refused",
            Self::RefreshReused => "refresh_reused",
            Self::SignedOut => "signed_out",
            Self::SignedOutEverywhere => "signed_out_everywhere",
            Self::SessionRevoked => "session_revoked",
            Self::PasswordResetRequested => "password_reset_requested",
            Self::PasswordReset => "password_reset",
            Self::EmailChangeRequested => "email_change_requested",
            Self::EmailChanged => "email_changed",
            Self::AccountCreated => "account_created",
            Self::AdminCreated => "admin_created",
            Self::SigningKeyRotated => "signing_key_rotated",
        }
    }
}
