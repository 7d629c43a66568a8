drop table identity.signing_keys;
drop table identity.audit_log;
drop table identity.lockouts;
drop table identity.refresh_tokens;
drop table identity.sessions;
drop table identity.password_resets;
drop table identity.email_verifications;
drop table identity.users;
