# shellcheck shell=bash
# shellcheck disable=SC2034 # for the scripts that source this file
# The flags of every debug build. One list for all scripts: other flags would compile everything a second time.
SWIFT_FLAGS=(-Xswiftc -warnings-as-errors)
