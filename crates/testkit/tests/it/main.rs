//! What a process tells of itself: traces from HTTP through the bus to SQL, and gauges.

mod collector;
mod gauges;
mod services;
mod traces;
mod world;
