# shellcheck shell=bash
# Waiting for background processes with a limit, which bash's own `wait` lacks.

# ended_within SECONDS PID: true as soon as the process has ended, false when the time is over.
# The exit status is then to be had from `wait PID`.
ended_within() {
    local deadline=$((SECONDS + $1))
    while kill -0 "$2" 2>/dev/null; do
        ((SECONDS < deadline)) || return 1
        sleep 0.1
    done
}

# end_process PID [SECONDS]: asks a process of this shell to stop and waits for it; past the limit it is killed.
end_process() {
    kill -TERM "$1" 2>/dev/null || return 0
    ended_within "${2:-10}" "$1" || kill -KILL "$1" 2>/dev/null || true
    wait "$1" 2>/dev/null || true
}
