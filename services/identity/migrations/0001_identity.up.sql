create table identity.users (
    id uuid primary key,
    email text not null,
    -- Argon2id, as a PHC string.
    password_hash text not null,
    display_name text,
    locale text not null,
    time_zone text not null,
    roles text[] not null,
    -- What the person's devices seal their own data with; sealed itself.
    store_key text not null,
    -- When the address was first proven; nobody signs in before.
    verified_at timestamptz,
    version bigint not null default 1,
    created_at timestamptz not null
);
create unique index users_email on identity.users (lower(email));

-- Proofs of an address that were sent to it.
create table identity.email_verifications (
    id uuid primary key,
    user_id uuid not null references identity.users on delete cascade,
    purpose text not null check (purpose in ('registration', 'change')),
    email text not null,
    -- A registration's own password: the link activates what was submitted with it and nothing else.
    password_hash text check ((password_hash is not null) = (purpose = 'registration')),
    token_hash bytea not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    spent_at timestamptz
);
create unique index email_verifications_token on identity.email_verifications (token_hash);
create index email_verifications_user on identity.email_verifications (user_id);

create table identity.password_resets (
    id uuid primary key,
    user_id uuid not null references identity.users on delete cascade,
    token_hash bytea not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    spent_at timestamptz
);
create unique index password_resets_token on identity.password_resets (token_hash);
create index password_resets_user on identity.password_resets (user_id);

-- One signed-in device each. A session is a family of refresh tokens; its row is their lock.
create table identity.sessions (
    id uuid primary key,
    user_id uuid not null references identity.users on delete cascade,
    device text,
    stay_signed_in boolean not null,
    created_at timestamptz not null,
    last_seen_at timestamptz not null,
    -- That of its newest token.
    expires_at timestamptz not null,
    revoked_at timestamptz
);
create index sessions_user on identity.sessions (user_id, last_seen_at desc);

create table identity.refresh_tokens (
    id uuid primary key,
    user_id uuid not null references identity.users on delete cascade,
    family_id uuid not null references identity.sessions on delete cascade,
    prev_id uuid references identity.refresh_tokens on delete set null,
    token_hash bytea not null,
    -- Key of the key ring that the successor is derived with.
    ring_key integer not null,
    issued_at timestamptz not null,
    expires_at timestamptz not null,
    spent_at timestamptz
);
create unique index refresh_tokens_token on identity.refresh_tokens (token_hash);
create unique index refresh_tokens_prev on identity.refresh_tokens (prev_id);
create index refresh_tokens_user_family on identity.refresh_tokens (user_id, family_id);
create index refresh_tokens_family on identity.refresh_tokens (family_id);

-- Failed sign-ins by pseudonym of what was typed, whether or not it is an account.
create table identity.lockouts (
    identifier text primary key,
    failures integer not null,
    last_failure_at timestamptz not null,
    locked_until timestamptz
);

create table identity.audit_log (
    id uuid primary key,
    at timestamptz not null,
    action text not null,
    user_id uuid,
    session_id uuid,
    -- Pseudonyms: keyed digests of the e-mail address and of the network address.
    identifier text,
    client text
);
create index audit_log_user on identity.audit_log (user_id, at);
create index audit_log_at on identity.audit_log (at);

-- What stands here is published, so that a token can be checked as long as it lives.
create table identity.signing_keys (
    id text primary key,
    public_key jsonb not null,
    -- Sealed.
    private_key text not null,
    created_at timestamptz not null,
    -- Published some time before, so that no verifier meets an unknown key.
    signs_from timestamptz not null
);
