//! The house itself, without a service or a database.

mod rates;
