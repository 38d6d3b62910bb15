# shellcheck shell=bash
# One command line for all scripts, sourced before anything else. The comment at a script's beginning is its `--help`;
# what is wrong on a command line ends the script with 64, before anything has begun.

# The script itself, by a path that a later `cd` does not change.
script=$(realpath "$0")
# Debian has the tools of file systems and modules here; the PATH of an ordinary user may lack them.
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin

# usage: prints the comment at the script's beginning.
usage() { sed -n '2,/^[^#]/ s/^# \{0,1\}//p' "$script"; }

# wrong_usage WORD…: ends the script with what is wrong.
wrong_usage() {
    local name=${script##*/scripts/}
    printf 'error: scripts/%s: %s\n    help: scripts/%s --help shows the usage\n' "$name" "$*" "$name" >&2
    exit 64
}

# common_option OPTION: one that the script does not know itself: --help, or a wrong one.
common_option() {
    case "$1" in
    -h | --help) usage && exit 0 ;;
    -*) wrong_usage "unknown option: $1" ;;
    *) wrong_usage "unexpected argument: $1" ;;
    esac
}

# no_arguments "$@": for a script without arguments.
no_arguments() { [ $# -eq 0 ] || common_option "$1"; }

# no_options "$@": for a script whose arguments are names.
no_options() {
    local argument
    for argument in "$@"; do
        case "$argument" in -*) common_option "$argument" ;; esac
    done
}

# option_value "$@": the value of the first argument, an option.
option_value() {
    [ $# -gt 1 ] || wrong_usage "$1: the value is missing"
    printf '%s\n' "$2"
}

# one_of NAME VALUE WORD…: ends the script unless the value is one of the words.
one_of() {
    local name=$1 value=$2 word
    shift 2
    for word in "$@"; do [ "$value" != "$word" ] || return 0; done
    wrong_usage "$name: '$value' is not one of $*"
}
