# shellcheck shell=dash
# Runs the product for memcheck, $memcheck_product, under valgrind, on this machine and in a guest.
# $memcheck_suppressions is the file of that name.
#
# An allocation that something still points to when the program ends is no leak: the tables of a program that is about to
# end need not be freed one by one. All others are, and so is what only an inner pointer leads to.

: "${memcheck_product:?}" "${memcheck_suppressions:?}" "${memcheck_valgrind:=valgrind}"
memcheck_work=$(mktemp -d)
printf '    %-40s %6s %7s %6s %8s %12s\n' '' status errors leaks reachable allocations

# memcheck NAME STATUS WORD…: no error and no leak, in the program and in every process that it makes of itself. Leaves
# what was printed in $memcheck_work/output.
memcheck() {
    local name=$1 wanted=$2 status=0
    shift 2
    rm -f "$memcheck_work"/log.*
    "$memcheck_valgrind" --tool=memcheck --leak-check=full --show-leak-kinds=definite,indirect,possible \
        --errors-for-leak-kinds=definite,indirect,possible --track-fds=no --suppressions="$memcheck_suppressions" \
        --log-file="$memcheck_work/log.%p" "$memcheck_product" "$@" >"$memcheck_work/output" 2>"$memcheck_work/errors" || status=$?
    # Of each process: bytes lost in any way, bytes still reachable, allocations, errors.
    awk '
        { gsub(",", ""); sub(/^==[0-9]+== */, "") }
        /^All heap blocks were freed/ { freed++ }
        /^(definitely|indirectly|possibly) lost:/ { lost += $3; kinds++ }
        /^still reachable:/ { reachable += $3 }
        /^total heap usage:/ { allocations += $4; heaps++ }
        /^ERROR SUMMARY:/ { errors += $3; processes++ }
        END {
            whole = processes > 0 && heaps == processes && kinds + 3 * freed == 3 * processes && allocations > 0
            print whole ? errors " " lost + 0 " " reachable + 0 " " allocations : "none"
        }' "$memcheck_work"/log.* >"$memcheck_work/counts" 2>/dev/null
    read -r errors lost reachable allocations <"$memcheck_work/counts"
    if [ "$errors" = none ] || grep -q 'unhandled.*syscall' "$memcheck_work"/log.*; then
        echo "not ok $name: valgrind could not follow it: $(grep -h 'unhandled.*syscall' "$memcheck_work"/log.* | head -n 3)"
        cat "$memcheck_work/errors"
        return 0
    fi
    printf '    %-40s %6s %7s %6s %8s %12s\n' "$name" "$status" "$errors" "$lost" "$reachable" "$allocations"
    if [ "$errors$lost" = 00 ] && [ "$status" = "$wanted" ]; then
        echo "ok $name"
    else
        echo "not ok $name: status $status, wanted $wanted; $errors errors, $lost bytes lost"
        grep -hE '^==[0-9]+== ( {3}|[A-Z])' "$memcheck_work"/log.* | cut -c 1-200 | tail -n 100
        cat "$memcheck_work/errors"
    fi
}
