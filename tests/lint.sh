#!/bin/sh
# The code's lint: clang-tidy (.clang-tidy), cppcheck, shellcheck. Exit status 1 where one of them complains.
# clang's analyser follows at most NODES states of a function, a tenth of its own limit: enough for nearly every function,
# and the few that branch widely no longer take most of the time. DEEP=1 gives it its own limit.
# usage: COMPILE_FLAGS="..." [DEEP=1] lint.sh
set -u
: "${DEEP:=}"
if [ -n "$DEEP" ]; then NODES=225000; else NODES=25000; fi
failed=0
jobs=$(getconf _NPROCESSORS_ONLN 2> /dev/null || echo 2)
sources=$(find src tests -name '*.c' | sort)
modules=$(echo "$sources" | grep -v '_test\.c$')

run() {
    echo "lint: $1"
    shift
    "$@" || failed=1
}

tidy() {
    # shellcheck disable=SC2086  # flags and files are lists of words
    echo "$sources" | xargs -r -P "$jobs" -n 1 sh -c '
        flags=$1 nodes=$2; shift 2
        case $1 in *_test.c) tests=--checks=-clang-analyzer-* ;; *) tests= ;; esac    # the analyser is slow, and tests are short
        clang-tidy --quiet $tests "$@" -- -Xclang -analyzer-config -Xclang "max-nodes=$nodes" $flags 2> /dev/null' \
        tidy "$COMPILE_FLAGS" "$NODES"
}

check() {
    # shellcheck disable=SC2086
    cppcheck --quiet --std=c11 --enable=warning,style,performance,portability --inline-suppr --error-exitcode=1 \
        --suppressions-list=tests/cppcheck.supp -j "$jobs" -Isrc -D_GNU_SOURCE $modules
}

shells() {
    # shellcheck disable=SC2046
    shellcheck --shell=sh --exclude=SC2016,SC2317 $(find src tests -name '*.sh')
}

run clang-tidy tidy
run cppcheck check
run shellcheck shells
[ "$failed" -eq 0 ] && echo "lint: nothing to say"
exit "$failed"
