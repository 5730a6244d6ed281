# shellcheck shell=bash
# Runs tests that might hang, and says what is worth reading. Needs console.sh.

# patiently SECONDS COMMAND…: runs a command that runs tests, and prints what became of them. When it has not ended by then,
# says which tests have not, and where their threads are, ends it, and fails.
patiently() (
    limit=$1
    status=0
    folder=$(mktemp -d)
    watchdog=''
    trap 'kill $watchdog 2>/dev/null || true; rm -rf "$folder"' EXIT
    shift
    (
        trap 'kill "$!" 2>/dev/null; exit' TERM
        sleep "$limit" &
        wait "$!"
        trap '' TERM
        touch "$folder/late"
        complain "The tests have not ended within $limit seconds."
        end_tests "$BASHPID"
    ) &
    watchdog=$!
    "$@" 2>&1 | tee "$folder/log" | outcomes || status=$?
    kill "$watchdog" 2>/dev/null || true
    wait "$watchdog" || true
    if [[ -e $folder/late ]]; then
        complain "These tests began and did not end:"
        unfinished "$folder/log" >&2
        status=124
    fi
    exit "$status"
)

# outcomes: leaves out that a test begins or passes. There are thousands, and half a megabyte is more than some who run
# this let a program print before they make it wait.
outcomes() { sed -u '/^◇ /d; /^✔ Test run with /!{ /^✔ Test .* passed after /d; }'; }

# end_tests WATCHDOG: shows what the test processes of this shell are doing, and ends them with all that they have started.
end_tests() {
    local process started
    for process in $(descendants $$ "$1"); do
        [[ $(ps -o comm= -p "$process" || true) == tailracePackage* ]] || continue
        started=$(descendants "$process")
        if command -v gdb >/dev/null; then
            timeout 60 gdb -p "$process" -batch -ex 'set pagination off' -ex 'thread apply all backtrace 12' 2>/dev/null |
                grep -E '^(Thread|#)' | cut -c 1-160 >&2 || true
        fi
        # shellcheck disable=SC2086 # numbers
        kill -QUIT $started 2>/dev/null || true
        kill -KILL "$process" 2>/dev/null || true
    done
    # What runs the tests now has none to wait for; unless it is what hangs.
    sleep 10
    for process in $(descendants $$ "$1"); do
        [[ $(ps -o comm= -p "$process" || true) != swift-test ]] || kill -KILL "$process" || true
    done
}

# descendants PROCESS [BUT]: the numbers of the processes that it has started, and those that these have; without BUT's.
descendants() {
    local child
    for child in $(pgrep -P "$1"); do
        [[ $child != "${2:-}" ]] || continue
        printf '%s\n' "$child"
        descendants "$child" "${2:-}"
    done
}

# unfinished LOG: the names of the tests that have begun and not ended, according to what they printed.
unfinished() {
    sed -nE \
        -e 's/^◇ Test (.*) started\.$/\1/p' \
        -e 's/^[^ ]+ Test (.*) (passed|failed) after .*$/\1/p' "$1" |
        sed -E -e 's/ with [0-9]+ test cases?$//' -e '/^(case |run( |$))/d' | sort | uniq -c |
        sed -nE 's/^ *[0-9]*[13579] /  /p'
}
