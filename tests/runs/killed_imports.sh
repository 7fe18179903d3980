#!/bin/sh
# A short round of tests/torture.sh with every run of the tests; `make torture` makes the long one.
TORTURE_ROUNDS=5 TORTURE_FILES=100 exec sh tests/torture.sh
