# Sourced by the scripts in tests/runs/ and tests/build/: results as TAP lines, a scratch folder that goes away.
# shellcheck shell=sh
: "${OUT:=out}" "${PROGRAM:=$PWD/out/planrisk}" "${BINARY:=$PROGRAM}"
export PROGRAM BINARY OUT
scratch=$(mktemp -d)
chmod 755 "$scratch"
count=0
failures=0
tidy_up() {
    chmod -R u+rwx "$scratch" 2> /dev/null
    rm -rf "$scratch"
}
trap tidy_up EXIT

# holds "what is proved" COMMAND ...: the command must succeed; what it printed explains a failure.
holds() {
    count=$((count + 1))
    proved=$1
    shift
    if "$@" > "$scratch/.said" 2>&1; then
        echo "ok $count - $proved"
    else
        echo "not ok $count - $proved"
        tail -n 20 "$scratch/.said" | sed 's/^/# /'
        failures=$((failures + 1))
    fi
}

# skips "what is not proved" "why"
skips() {
    count=$((count + 1))
    echo "ok $count - $1 # SKIP $2"
}

# ends_with STATUS COMMAND ...: runs it, keeps its diagnostics in $scratch/.errors; succeeds where it ends with STATUS.
ends_with() {
    wanted=$1
    shift
    "$@" > "$scratch/.output" 2> "$scratch/.errors" < /dev/null
    ended=$?
    [ "$ended" -eq "$wanted" ] && return 0
    echo "ends with $ended, not $wanted"
    cat "$scratch/.errors"
    return 1
}

# one_line WORDS: the last ends_with gave exactly one line with "error:" and WORDS in it.
one_line() {
    [ "$(grep -c 'error: ' "$scratch/.errors")" -eq 1 ] && grep 'error: ' "$scratch/.errors" | grep -q "$1" && return 0
    echo "wanted one error line with '$1', not:"
    cat "$scratch/.errors"
    return 1
}

# What is exported of a plan, but for what names its file and form: values FILE DATABASE
values() {
    "$PROGRAM" --db "$2" import --quiet "$1" && "$PROGRAM" --db "$2" export --format json |
        grep -v '"document"\|"key"\|"path"\|"sha256"\|"encoding'
}

finish() { exit "$((failures > 0))"; }
