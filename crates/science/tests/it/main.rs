//! What the formulas must give: golden values, the vectors shared with the web app, and what holds for any input.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

mod plates;
