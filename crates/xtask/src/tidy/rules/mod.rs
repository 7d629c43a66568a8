//! One file per rule, each with trees that break it.

mod contract_versions;
mod front_comments;
mod frozen_events;
mod lints;
mod listed_dependencies;
mod listed_metrics;
mod machine_paths;
mod manifests;
mod migrations;
mod mirrors;
mod names;
mod own_tables;
mod purity;
mod service_list;
mod sizes;
mod sql_place;
mod web_lock;
mod web_zones;

use super::Violation;
use super::tree::Tree;

pub(crate) const ALL: &[fn(&Tree) -> Vec<Violation>] = &[
    contract_versions::check,
    front_comments::check,
    frozen_events::check,
    lints::check,
    listed_dependencies::check,
    listed_metrics::check,
    machine_paths::check,
    manifests::check,
    migrations::check,
    mirrors::check,
    names::check,
    own_tables::check,
    purity::check,
    service_list::check,
    sizes::check,
    sql_place::check,
    web_lock::check,
    web_zones::check,
];
