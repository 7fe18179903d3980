#!/bin/sh
# A short round of tests/torture.sh with every run of the tests, shorter still under valgrind; `make torture` is the long one.
export TORTURE_ROUNDS=5 TORTURE_FILES=100
[ -z "${WRAP:-}" ] || export TORTURE_ROUNDS=2 TORTURE_FILES=22
exec sh tests/torture.sh
