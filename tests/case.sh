#!/bin/sh
# Runs one case: a folder with
#   command               shell commands, run in an empty folder that holds a copy of input/;
#                         `planrisk` is the program under test, $corpus is the folder of corpus plans
#   input/                files that the commands work on (may be absent)
#   output                what they must print on standard output (absent: nothing)
#   diagnostics           what they must print on standard error (absent: nothing)
#   status                the exit status they must end with (absent: 0)
# A case that needs what this machine lacks prints "SKIP why" alone and ends with status 77.
#
# usage: PROGRAM=... case.sh FOLDER [renew]      renew writes output, diagnostics and status anew: read the diff
set -u
folder=$(cd "$1" && pwd)
name=$(basename "$folder")
corpus=$(pwd)/corpus
work=$(mktemp -d)
trap 'chmod -R u+rwx "$work"; rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/in"
ln -s "$PROGRAM" "$work/bin/planrisk"
[ ! -d "$folder/input" ] || cp -R "$folder/input/." "$work/in"

(
    cd "$work/in" || exit 99
    unset PLANRISK_DB NO_COLOR COLUMNS
    PATH=$work/bin:$PATH corpus=$corpus sh -u "$folder/command" > "$work/output" 2> "$work/diagnostics"
)
status=$?

if [ "$status" -eq 77 ] && grep -q '^SKIP' "$work/output"; then
    echo "ok 1 - $name # SKIP $(sed 's/^SKIP *//' "$work/output")"
    exit 0
fi
if [ "${2:-}" = renew ]; then
    for part in output diagnostics; do
        if [ -s "$work/$part" ]; then cp "$work/$part" "$folder/$part"; else rm -f "$folder/$part"; fi
    done
    if [ "$status" -ne 0 ]; then echo "$status" > "$folder/status"; else rm -f "$folder/status"; fi
    exit 0
fi

differs=0
for part in output diagnostics; do
    expected=$folder/$part
    [ -f "$expected" ] || expected=/dev/null
    diff -u "$expected" "$work/$part" > "$work/diff" || { differs=1; sed 's/^/# /' "$work/diff" > "$work/diff.$part"; }
done
expected=$(cat "$folder/status" 2> /dev/null || echo 0)
[ "$status" -eq "$expected" ] || { differs=1; echo "# exit status $status, not $expected" > "$work/diff.status"; }
if [ "$differs" -eq 0 ]; then
    echo "ok 1 - $name"
else
    echo "not ok 1 - $name"
    cat "$work"/diff.*
    exit 1
fi
