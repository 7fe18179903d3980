#!/bin/sh
# Runs one test and keeps its TAP; a program that dies or says nothing is a failure of its own.
# usage: one.sh FOLDER NAME COMMAND ...
folder=$1 name=$2
shift 2
CMOCKA_MESSAGE_OUTPUT=TAP timeout -k 10 "${TEST_SECONDS:-900}" "$@" > "$folder/$name.tap" 2> "$folder/$name.err" < /dev/null
status=$?
if [ "$status" -ne 0 ] && ! sed '/# SKIP/d' "$folder/$name.tap" | grep -q '^not ok '; then
    echo "not ok 0 - ends with status $status" >> "$folder/$name.tap"
    tail -n 30 "$folder/$name.err" | sed 's/^/# /' >> "$folder/$name.tap"
elif ! grep -q '^\(not \)\{0,1\}ok ' "$folder/$name.tap"; then
    echo "not ok 0 - tests nothing" >> "$folder/$name.tap"
fi
exit 0
