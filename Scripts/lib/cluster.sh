# shellcheck shell=bash
# Private, throw-away PostgreSQL clusters. A cluster is named by its folder, which holds its data, log, socket and
# password. Only its owner can reach the socket; over TCP it listens on a free loopback port and asks for a password.
#
#     source Scripts/lib/cluster.sh
#     cluster_trap                                    # or call cluster_cleanup from a trap of your own
#     cluster_start /tmp/mine fsync=off
#     cluster_psql /tmp/mine postgres -c 'select 1'   # as superuser
#     client "$(cluster_url /tmp/mine postgres)"
#     cluster_stop /tmp/mine

CLUSTER_FOLDERS=()

# cluster_binaries: prints the folder of PostgreSQL's server programs: TAILRACE_PG_BIN when set, else pg_config's, else
# the newest of the usual places. False, with nothing printed, when there is none.
cluster_binaries() {
    local cluster_folder
    if [[ -n ${TAILRACE_PG_BIN:-} ]]; then
        [[ -x $TAILRACE_PG_BIN/initdb ]] && printf '%s\n' "$TAILRACE_PG_BIN"
        return
    fi
    while IFS= read -r cluster_folder; do
        if [[ -x $cluster_folder/initdb && -x $cluster_folder/postgres && -x $cluster_folder/pgbench ]]; then
            printf '%s\n' "$cluster_folder"
            return
        fi
    done < <(
        pg_config --bindir 2>/dev/null || true
        printf '%s\n' /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql@*/bin | sort -rV
        printf '%s\n' /usr/local/bin /usr/bin
    )
    return 1
}

# cluster_start FOLDER [SETTING=VALUE…]: makes a cluster in FOLDER, which must not exist, and returns when it accepts
# connections. The settings are postgresql.conf's, for example fsync=off where nothing has to survive a power cut.
cluster_start() {
    local cluster_folder=$1 binaries password setting attempt
    shift
    binaries=$(cluster_binaries) || {
        echo "No PostgreSQL server programs found: run Scripts/bootstrap, or set TAILRACE_PG_BIN." >&2
        return 1
    }
    CLUSTER_FOLDERS+=("$cluster_folder")
    mkdir -m 700 "$cluster_folder"
    password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    (umask 077 && printf '%s\n' "$password" >"$cluster_folder/password")
    if ((EUID == 0)); then chown -R "$(_cluster_os_user)" "$cluster_folder"; fi

    _cluster_run "$cluster_folder" "$binaries/initdb" --pgdata=data --username=postgres --pwfile=password \
        --auth-local=trust --auth-host=scram-sha-256 --encoding=UTF8 --locale=C --no-sync >/dev/null || return 1
    for setting in listen_addresses=127.0.0.1 unix_socket_directories="$cluster_folder" "$@"; do
        printf "%s = '%s'\n" "${setting%%=*}" "${setting#*=}"
    done >>"$cluster_folder/data/postgresql.conf"

    for attempt in 1 2 3 4 5; do
        _cluster_free_port >"$cluster_folder/port"
        rm -f "$cluster_folder/log"
        if _cluster_run "$cluster_folder" "$binaries/pg_ctl" start --pgdata=data --log=log --wait --silent \
            --options="-p $(<"$cluster_folder/port")" >/dev/null 2>&1; then
            return
        fi
        # Somebody else may have taken the port between the look and the start.
        grep -qs 'Address already in use' "$cluster_folder/log" || break
    done
    echo "PostgreSQL did not start (attempt $attempt). Its log:" >&2
    tail -n 20 "$cluster_folder/log" >&2
    return 1
}

# cluster_url FOLDER DATABASE [USER:PASSWORD]: prints a connection URL; of the superuser unless told otherwise.
cluster_url() {
    local credentials=${3:-postgres:$(<"$1/password")}
    printf 'postgresql://%s@127.0.0.1:%s/%s\n' "$credentials" "$(<"$1/port")" "$2"
}

# cluster_psql FOLDER DATABASE [ARGUMENT…]: psql as superuser, without the user's own psqlrc, stopping at errors.
cluster_psql() {
    local cluster_folder=$1 database=$2
    shift 2
    "$(cluster_binaries)/psql" -X -q -v ON_ERROR_STOP=1 -d "$(cluster_url "$cluster_folder" "$database")" "$@"
}

# cluster_stop FOLDER [fast|immediate]: stops the server by its process id and returns when it is gone.
cluster_stop() {
    local pidfile=$1/data/postmaster.pid pid signal deadline
    [[ -e $pidfile ]] || return 0
    pid=$(head -n 1 "$pidfile")
    if [[ ${2:-fast} == immediate ]]; then signal=QUIT; else signal=INT; fi
    for signal in "$signal" QUIT KILL; do
        kill -s "$signal" "$pid" 2>/dev/null || return 0
        deadline=$((SECONDS + 20))
        while ((SECONDS < deadline)); do
            # The file goes last; a process that nobody reaps would answer kill -0 for ever.
            if [[ ! -e $pidfile ]] || ! kill -0 "$pid" 2>/dev/null; then return 0; fi
            sleep 0.05
        done
    done
    echo "PostgreSQL (process $pid) does not stop." >&2
    return 1
}

# cluster_cleanup: stops every cluster that this shell started and deletes its folder. May be called twice.
cluster_cleanup() {
    local cluster_folder
    for cluster_folder in ${CLUSTER_FOLDERS[@]+"${CLUSTER_FOLDERS[@]}"}; do
        cluster_stop "$cluster_folder" immediate || true
        rm -rf -- "$cluster_folder"
    done
    CLUSTER_FOLDERS=()
}

# cluster_trap: cleans up when the script ends, however it ends.
cluster_trap() {
    trap cluster_cleanup EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
}

# The server refuses to run as root.
_cluster_os_user() { if id -u postgres >/dev/null 2>&1; then echo postgres; else echo nobody; fi; }

_cluster_run() (
    cd "$1" || return
    shift
    if ((EUID != 0)); then
        "$@"
    elif command -v runuser >/dev/null; then
        runuser -u "$(_cluster_os_user)" -- "$@"
    else
        setpriv --reuid="$(_cluster_os_user)" --regid="$(id -gn "$(_cluster_os_user)")" --clear-groups -- "$@"
    fi
)

# Below the range from which the kernel takes the ports of outgoing connections.
_cluster_free_port() {
    local port
    while port=$((20000 + RANDOM % 12000)) && (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
    echo "$port"
}
