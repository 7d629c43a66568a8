/// A kind of problem, as programs know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProblemType {
    /// Stable; in every problem's body, and the fragment of its `type`.
    pub code: &'static str,
    pub status: u16,
    /// For people, in Markdown.
    pub meaning: &'static str,
}

/// All of them, by code. Part of the interface: none is renamed or given another meaning.
#[rustfmt::skip]
pub const PROBLEM_TYPES: &[ProblemType] = &[
    ProblemType { code: "behind", status: 424, meaning: "In a batch: an earlier event of the same object, or one whose object cannot be told, was not accepted, so this one was not stored. Send both again." },
    ProblemType { code: "body_incomplete", status: 400, meaning: "The connection broke off before the whole body had come, or it took longer than 20 s." },
    ProblemType { code: "competition_is_over", status: 409, meaning: "The plan's competition day is over; it is not changed any more." },
    ProblemType { code: "csrf", status: 403, meaning: "A request that a cookie authenticates came from another site, or without the header that the app sends." },
    ProblemType { code: "cursor_invalid", status: 400, meaning: "The cursor is none of ours, or of another list. Read from the beginning." },
    ProblemType { code: "deleted", status: 409, meaning: "The id was that of something that was deleted. Choose another id." },
    ProblemType { code: "email_unverified", status: 401, meaning: "The password is right; the address was not confirmed yet. Open the link in the mail." },
    ProblemType { code: "event_type_not_accepted", status: 403, meaning: "Clients do not send events of this type." },
    ProblemType { code: "exists", status: 409, meaning: "There is already another one with this id." },
    ProblemType { code: "host_missing", status: 400, meaning: "A request over HTTP/1.1 has exactly one `Host`." },
    ProblemType { code: "id_taken", status: 409, meaning: "The id belongs to something else. Choose another id." },
    ProblemType { code: "idempotency_conflict", status: 409, meaning: "The `client_generated_id` was used before for an event with other content, or the `Idempotency-Key` for another request." },
    ProblemType { code: "idempotency_key_invalid", status: 400, meaning: "The `Idempotency-Key` is empty, longer than 255 characters, or holds others than the visible ones of ASCII." },
    ProblemType { code: "internal", status: 500, meaning: "A mistake of the server, which it has recorded under the request's id. Nothing was done." },
    ProblemType { code: "invalid", status: 422, meaning: "The content is not as its schema says; `errors` names each place." },
    ProblemType { code: "invalid_credentials", status: 401, meaning: "Address and password do not belong together, or there is no such account: which, is not said." },
    ProblemType { code: "locked", status: 423, meaning: "Too many failures. Try again after `Retry-After`." },
    ProblemType { code: "malformed", status: 400, meaning: "The content is not what this takes; `errors` names each place." },
    ProblemType { code: "malformed_json", status: 400, meaning: "The body is no JSON." },
    ProblemType { code: "method_not_allowed", status: 405, meaning: "The path exists, not for this method." },
    ProblemType { code: "not_found", status: 404, meaning: "It is not there, or it is somebody else's: which, is not said." },
    ProblemType { code: "password_wrong", status: 403, meaning: "The signed-in person's password was asked for again, and this is not it." },
    ProblemType { code: "query_invalid", status: 400, meaning: "A query parameter cannot be read." },
    ProblemType { code: "refresh_invalid", status: 401, meaning: "The refresh token is none of ours, has ended, or was revoked. Sign in again." },
    ProblemType { code: "refresh_reused", status: 401, meaning: "A refresh token was used twice, so somebody else may have it: the sign-in was ended everywhere it was used." },
    ProblemType { code: "role_required", status: 403, meaning: "The caller lacks the role that this needs." },
    ProblemType { code: "schema_newer", status: 503, meaning: "The event's type has a newer minor version than this server knows: a deployment is under way. Keep it and try again." },
    ProblemType { code: "session_ended", status: 401, meaning: "The session was ended from elsewhere. Sign in again." },
    ProblemType { code: "stage_number_taken", status: 409, meaning: "Another stage of this mission has this number." },
    ProblemType { code: "token_expired", status: 401, meaning: "The access token has ended. Refresh it." },
    ProblemType { code: "token_invalid", status: 401, meaning: "The token is none of ours, or was spent." },
    ProblemType { code: "token_missing", status: 401, meaning: "This needs an access token." },
    ProblemType { code: "too_large", status: 413, meaning: "The body or the event is over its limit." },
    ProblemType { code: "too_many_requests", status: 429, meaning: "Too many requests, or events. Try again after `Retry-After`." },
    ProblemType { code: "too_old", status: 422, meaning: "The event's timestamp is more than 365 days ago." },
    ProblemType { code: "transition_not_allowed", status: 409, meaning: "The mission cannot be brought from its state to this one, or not by the caller." },
    ProblemType { code: "unavailable", status: 503, meaning: "Something that this needs cannot be reached. Nothing was done; try again after `Retry-After`." },
    ProblemType { code: "unknown_event_type", status: 422, meaning: "This server does not know the event's type." },
    ProblemType { code: "unsupported_media_type", status: 415, meaning: "The body must be `application/json`, and not compressed." },
    ProblemType { code: "unsupported_version", status: 422, meaning: "This server does not take the major version of the event's type." },
    ProblemType { code: "user_mismatch", status: 403, meaning: "The event's `user_id` is not the caller's." },
    ProblemType { code: "version_conflict", status: 409, meaning: "It was changed meanwhile. Read it again, and base the change on what stands." },
];

/// The problem type of a code.
pub(crate) fn find(code: &str) -> Option<&'static ProblemType> {
    PROBLEM_TYPES.iter().find(|known| known.code == code)
}
