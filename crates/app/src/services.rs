//! The one list that names every service.

use taper_service::Service;

use crate::config::Config;

/// Every service of this program, whichever of them a process runs.
pub(crate) fn all(config: &Config) -> Vec<Service> {
    vec![
        athlete::service(),
        equipment::service(),
        identity::service(),
        ingress::service(),
        notifications::service(config.mail.clone()),
        training::service(),
    ]
}
