//! What several endpoints, jobs and commands do alike, inside their transactions.

pub(crate) mod audit;
pub(crate) mod cookie;
pub(crate) mod limits;
pub(crate) mod mail;
pub(crate) mod passwords;
pub(crate) mod sign_in;
pub(crate) mod sign_out;
pub(crate) mod signing;
pub(crate) mod tokens;
pub(crate) mod tries;
pub(crate) mod visitor;
