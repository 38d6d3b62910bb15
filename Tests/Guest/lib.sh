# What the scenarios share. Every check prints one line, `ok NAME` or `not ok NAME: REASON`.

ok() { echo "ok $1"; }
not_ok() { echo "not ok $1${2:+: $2}"; }

# expect_equal NAME FOUND WANTED
expect_equal() {
    if [ "$2" = "$3" ]; then ok "$1"; else not_ok "$1" "found '$2', wanted '$3'"; fi
}

# expect_status NAME WANTED COMMAND…: keeps what the command printed in $output.
expect_status() {
    local name=$1 wanted=$2 status=0
    shift 2
    output=$("$@" 2>&1) || status=$?
    if [ "$status" -eq "$wanted" ]; then ok "$name"; else not_ok "$name" "status $status, wanted $wanted: $output"; fi
}

# expect_contains NAME TEXT PART
expect_contains() {
    case "$2" in
    *"$3"*) ok "$1" ;;
    *) not_ok "$1" "'$3' is not in: $2" ;;
    esac
}
