# Sourced by with-postgres, with-rabbitmq and with-redis: a private server in a temporary folder, for one command.
# Nothing here touches a system service: every server has its own folder, its own port or socket, and dies with the script.
set -euo pipefail

me=$(basename "$0")
say() { echo "$me: $*" >&2; }
fail() { say "$*"; exit 69; }

[ $# -gt 0 ] || { echo "usage: scripts/$me COMMAND [ARGUMENT…]" >&2; exit 64; }

# Folders of earlier runs that were killed without a chance to clean up.
sweep() {
    local old
    for old in "${TMPDIR:-/tmp}/taper-$me".*; do
        [ -f "$old/script.pid" ] && ! kill -0 "$(cat "$old/script.pid")" 2>/dev/null && rm -rf "$old"
    done
    return 0
}

# Sets $dir (a new folder) and $as (the command prefix that runs a program as its owner, ending when this script dies).
# As root: the first of the given users that exists, because PostgreSQL refuses root and RabbitMQ should not have it.
make_folder() {
    sweep
    dir=$(mktemp -d "${TMPDIR:-/tmp}/taper-$me.XXXXXX")
    echo $$ >"$dir/script.pid"
    as=(env)
    if setpriv --pdeathsig KILL true 2>/dev/null; then as=(setpriv --pdeathsig "$1"); fi
    shift
    [ "$(id -u)" = 0 ] || return 0
    local user
    for user in "$@" nobody; do
        if id -u "$user" >/dev/null 2>&1; then
            chown -R "$user" "$dir"
            # The identity first: the kernel forgets the death signal when it changes.
            as=(setpriv --reuid "$user" --regid "$(id -g "$user")" --clear-groups "${as[@]}")
            return 0
        fi
    done
}

# A port of the loopback that nothing listens on, below the range from which clients get theirs.
free_port() {
    local port
    while :; do
        port=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
    done
}

# wait_until SECONDS PID LOG CHECK…: until CHECK succeeds; fails with the log if the server ends or takes too long.
wait_until() {
    local deadline=$((SECONDS + $1)) pid=$2 log=$3
    shift 3
    until "$@" >/dev/null 2>&1; do
        if ! kill -0 "$pid" 2>/dev/null || [ $SECONDS -ge $deadline ]; then
            tail -n 40 "$log" >&2
            fail "the server did not start"
        fi
        sleep 0.05
    done
}

# finish SIGNAL [CODE]: ends the server, removes its folder, exits as the command did.
server=
finish() {
    local code=${2:-$?}
    trap - EXIT
    if [ -n "$server" ]; then
        kill "-$1" "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
    rm -rf "${dir:?}"
    exit "$code"
}
