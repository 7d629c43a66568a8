//! The distributed carrier against real PostgreSQL and RabbitMQ:
//! `scripts/with-postgres scripts/with-rabbitmq cargo test -p taper-bus`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

mod broker;
mod broker_death;
mod by_hand;
mod carriage;
mod connection_cut;
mod line;
mod world;
