//! The server's settings: `taper.conf`, written anew at each start. `ALTER SYSTEM` and lines after the include in
//! `postgresql.conf` win over it, except for the two that keep the server private (see [`PRIVATE`]).

pub(crate) const FILE_NAME: &str = "taper.conf";

/// On the command line, where nothing overrides them: no network, and the socket inside the cluster's own folder.
pub(crate) const PRIVATE: [&str; 4] = ["-c", "listen_addresses=", "-c", "unix_socket_directories=."];

pub(crate) const POSTGRESQL_CONF: &str = "\
# Taper writes its settings to taper.conf at each start; lines below the include win over it.
include 'taper.conf'
";

/// Everybody who can reach the socket is let in without a password. The socket lies in a folder of mode 0700, so that is
/// the owner and root, who could read the files as well; `peer` would add nothing and fails for user ids without a name,
/// which containers have. There are no lines for the network.
pub(crate) const PG_HBA_CONF: &str = "\
# TYPE  DATABASE  USER  METHOD
local   all       all   trust
";

/// What parallel queries share. Not `posix` on Linux: that lives in /dev/shm, which containers keep small (Docker: 64 MB)
/// or closed. System V memory has no such limit, PostgreSQL needs a little of it anyway, and unlike `mmap` it costs no
/// disk writes. macOS is the other way round.
pub(crate) const SHARED_MEMORY_TYPE: &str = if cfg!(target_os = "linux") { "sysv" } else { "posix" };

pub(crate) fn taper_conf(max_connections: u16) -> String {
    format!(
        "\
# Written by Taper at each start; changes here are lost. Put your own into postgresql.conf.
cluster_name = 'taper'
port = 5432
unix_socket_permissions = 0700
max_connections = {max_connections}

# Acknowledged means on disk.
fsync = on
full_page_writes = on
synchronous_commit = on

# Modest: the machine is shared with Taper itself.
shared_buffers = 128MB
max_wal_size = 2GB
random_page_cost = 1.1
jit = off
# Tables partitioned by day and by hash: one statement can lock hundreds.
max_locks_per_transaction = 256
# The queue tables set their own thresholds, but nobody looks more often than this.
autovacuum_naptime = 10s
dynamic_shared_memory_type = {SHARED_MEMORY_TYPE}

# The same everywhere, whatever the machine's language.
timezone = 'UTC'
datestyle = 'iso, ymd'
lc_messages = 'C'
lc_monetary = 'C'
lc_numeric = 'C'
lc_time = 'C'
default_text_search_config = 'pg_catalog.simple'

# To standard error, which Taper reads. Statements and values are personal data and stay out of logs.
log_destination = 'stderr'
logging_collector = off
log_line_prefix = ''
log_timezone = 'UTC'
log_checkpoints = off
log_autovacuum_min_duration = -1
log_error_verbosity = terse
log_min_error_statement = panic
log_parameter_max_length_on_error = 0
"
    )
}
