#!/bin/sh
# Prints the flag by which gcc optimizes a program as a whole when it is linked; nothing where the compiler can't, or
# is clang, whose objects would hold no plain code beside.
# usage: find_lto.sh COMPILER [FLAG ...]
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/probe.c" <<'C'
#ifdef __clang__
#error "clang"
#endif
int main(void) { return 0; }
C
if "$@" -flto=auto -ffat-lto-objects -o "$folder/probe" "$folder/probe.c" 2> "$folder/why"; then
    echo -flto=auto
fi
