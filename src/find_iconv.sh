#!/bin/sh
# Prints what links iconv: nothing where it is in the C library, else -liconv.
# usage: find_iconv.sh COMPILER [FLAG ...]
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/probe.c" <<'C'
#include <iconv.h>
int main(void) { iconv_t way = iconv_open("UTF-8", "WINDOWS-1252"); return way == (iconv_t)-1 || iconv_close(way); }
C
for link in '' -liconv; do
    # $link is left unquoted: none must be no argument at all
    # shellcheck disable=SC2086
    if "$@" -o "$folder/probe" "$folder/probe.c" $link 2> "$folder/why"; then
        echo "$link"
        exit 0
    fi
done
cat "$folder/why" >&2
echo "find_iconv.sh: iconv is neither in the C library nor in -liconv" >&2
exit 1
