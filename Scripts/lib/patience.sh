# shellcheck shell=bash
# Runs tests that might hang, and says what is worth reading. Needs console.sh.

# patiently SECONDS COMMAND…: runs a command that runs tests, and prints what became of them. When it has not ended by then,
# says which tests have not, and where their threads are, ends it, and fails.
patiently() {
    local limit=$1 folder status=0 watchdog
    shift
    folder=$(mktemp -d)
    (
        trap 'kill "$!" 2>/dev/null; exit' TERM
        sleep "$limit" &
        wait "$!"
        touch "$folder/late"
        trap '' TERM
        end_tests "$limit"
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
    rm -r "$folder"
    return "$status"
}

# outcomes: leaves out that a test begins or passes. There are thousands, and half a megabyte is more than some who run
# this let a program print before they make it wait.
outcomes() { sed -u '/^◇ /d; /^✔ Test run with /!{ /^✔ Test .* passed after /d; }'; }

# end_tests SECONDS: shows what the test processes of this shell are doing, and kills them.
end_tests() {
    local process
    complain "The tests have not ended within $1 seconds."
    for process in $(descendants $$); do
        [[ $(ps -o comm= -p "$process" || true) == tailracePackage* ]] || continue
        if command -v gdb >/dev/null; then
            gdb -p "$process" -batch -ex 'set pagination off' -ex 'thread apply all backtrace 12' 2>/dev/null |
                grep -E '^(Thread|#)' | cut -c 1-160 >&2 || true
        fi
        kill -KILL "$process" || true
    done
}

# descendants PROCESS: the numbers of the processes that it has started, and those that these have.
descendants() {
    local child
    for child in $(pgrep -P "$1"); do
        printf '%s\n' "$child"
        descendants "$child"
    done
}

# unfinished LOG: the names of the tests that have begun and not ended, according to what they printed.
unfinished() {
    sed -nE \
        -e 's/^◇ Test (.*) started\.$/\1/p' \
        -e 's/^[^◇] Test (.*) (passed after|failed after|skipped).*$/\1/p' "$1" |
        sed -E -e 's/ with [0-9]+ test cases?$//' -e '/^(case |run( |$))/d' | sort | uniq -c |
        sed -nE 's/^ *[0-9]*[13579] /  /p'
}
