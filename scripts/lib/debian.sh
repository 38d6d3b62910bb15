# shellcheck shell=bash
# Packages of other Debian releases and processors: fetched through apt with lists of its own, unpacked, never installed.

DEBIAN_KEYRING=/usr/share/keyrings/debian-archive-keyring.gpg

# debian_archive Debian|Debian-Security: the URI of that archive, from this machine's own apt configuration.
debian_archive() {
    # shellcheck disable=SC2016 # apt fills these in
    apt-get indextargets --format '$(CREATED_BY)|$(REPO_URI)|$(ORIGIN)|$(LABEL)' |
        awk -F'|' -v label="$1" '$1 == "Packages" && $3 == "Debian" && $4 == label { print $2; exit }'
}

# debian_apt FOLDER SUITES ARCHITECTURE ARGUMENT…: apt-get over those suites (security suites by their own name, source
# packages as source:SUITE), with its state below FOLDER. Signatures are checked against the machine's Debian keyring as always.
debian_apt() {
    local folder=$1 suites=$2 architecture=$3 main security suite
    shift 3
    main=$(debian_archive Debian)
    if [ -z "$main" ]; then
        as_root apt-get -q update >&2 || true
        main=$(debian_archive Debian)
    fi
    security=$(debian_archive Debian-Security)
    [ -n "$main" ] || { echo "error: no Debian archive in this machine's apt configuration" >&2; return 1; }
    mkdir -p "$folder/state/lists/partial" "$folder/cache/archives/partial"
    : >"$folder/status"
    echo "$architecture" >"$folder/architecture"
    for suite in $suites; do
        case "$suite" in
        source:*) echo "deb-src [signed-by=$DEBIAN_KEYRING] $main ${suite#source:} main" ;;
        *-security) [ -z "$security" ] || echo "deb [signed-by=$DEBIAN_KEYRING] $security $suite main" ;;
        *) echo "deb [signed-by=$DEBIAN_KEYRING] $main $suite main" ;;
        esac
    done >"$folder/sources.list"
    # Old releases keep their archives after their Release file has expired.
    apt-get -q -o Dir::State="$folder/state" -o Dir::State::status="$folder/status" -o Dir::Cache="$folder/cache" \
        -o Dir::Etc::sourcelist="$folder/sources.list" -o Dir::Etc::sourceparts=/dev/null \
        -o Dir::Etc::preferences=/dev/null -o Dir::Etc::preferencesparts=/dev/null -o Acquire::Retries=3 \
        -o APT::Architecture="$architecture" -o APT::Architectures::="$architecture" \
        -o Acquire::Check-Valid-Until=false -o APT::Sandbox::User=root -o Acquire::Languages=none "$@"
}

# debian_cache FOLDER ARGUMENT…: apt-cache over the lists that debian_apt fetched.
debian_cache() {
    local folder=$1 architecture
    shift
    architecture=$(<"$folder/architecture")
    apt-cache -o APT::Architecture="$architecture" -o APT::Architectures::="$architecture" \
        -o Dir::State="$folder/state" -o Dir::State::status="$folder/status" -o Dir::Cache="$folder/cache" \
        -o Dir::Etc::sourcelist="$folder/sources.list" -o Dir::Etc::sourceparts=/dev/null "$@"
}

# debian_versions FOLDER PACKAGE: all that the lists have, newest first.
debian_versions() {
    debian_cache "$1" madison "$2" | awk -F ' *[|] *' '{ print $2 }' | sort --version-sort --reverse --unique
}

# debian_depends FOLDER PACKAGE[=VERSION]: the packages that it depends on.
debian_depends() { debian_cache "$1" depends "$2" | awk '$1 ~ /^(Pre)?Depends:$/ { print $2 }'; }

# debian_closure FOLDER PACKAGE…: the packages and all that they depend on.
debian_closure() {
    local folder=$1 all='' more one
    shift
    more=$*
    while [ -n "$more" ]; do
        all="$all $more"
        # shellcheck disable=SC2086 # a list
        more=$(for one in $more; do debian_depends "$folder" "$one"; done | sort -u | grep -vxE "<.*>|$(tr -s ' \n' '|' <<<"${all# }")" || true)
    done
    echo "$all"
}
