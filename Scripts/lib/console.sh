# shellcheck shell=bash
# What the scripts say and how: plain words, colours only where somebody is looking.

if [[ -t 1 && -z ${NO_COLOR:-} && ${TERM:-dumb} != dumb ]]; then
    BOLD=$'\e[1m' DIM=$'\e[2m' RED=$'\e[31m' GREEN=$'\e[32m' PLAIN=$'\e[0m' ERASE_LINE=$'\r\e[K'
else
    BOLD='' DIM='' RED='' GREEN='' PLAIN='' ERASE_LINE=''
fi
# shellcheck disable=SC2034 # for the scripts that source this file
readonly BOLD DIM RED GREEN PLAIN ERASE_LINE

# title TEXT…: the beginning of a part.
title() { printf '\n%s%s%s\n' "$BOLD" "$*" "$PLAIN"; }

# say TEXT…: one line of narration.
say() { printf '  %s\n' "$*"; }

# aside: indents and dims what another program printed.
aside() {
    local line
    while IFS= read -r line || [[ -n $line ]]; do printf '  %s%s%s\n' "$DIM" "$line" "$PLAIN"; done
}

# good TEXT…, bad TEXT…: the outcome of a check.
good() { printf '  %s✓%s %s\n' "$GREEN" "$PLAIN" "$*"; }
bad() { printf '  %s✗ %s%s\n' "$RED" "$*" "$PLAIN"; }

# complain TEXT…: something went wrong; on standard error.
complain() { printf '%s%s%s\n' "$RED" "$*" "$PLAIN" >&2; }

# live TEXT…: a line that the next one overwrites. Prints nothing where lines cannot be overwritten.
live() { [[ -z $ERASE_LINE ]] || printf '%s  %s' "$ERASE_LINE" "$*"; }
live_done() { printf '%s' "$ERASE_LINE"; }

# grouped NUMBER: 1234567 becomes 1,234,567.
grouped() {
    local digits=$1 groups=''
    while ((${#digits} > 3)); do
        groups=",${digits: -3}$groups"
        digits=${digits:0:${#digits}-3}
    done
    printf '%s' "$digits$groups"
}

# counted NUMBER NOUN: "1 change", "1,234 changes".
counted() { printf '%s %s' "$(grouped "$1")" "$2$([[ $1 == 1 ]] || echo s)"; }
