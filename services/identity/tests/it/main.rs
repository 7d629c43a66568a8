//! Drives the front door of identity and nothing else; reads mails as notifications would.

mod admin;
mod canary;
mod house;
mod http;
mod jobs;
mod signing;
