#!/bin/sh
# Prints under which names libraries are installed, as the linker would note them ("libzip.so.4"), with commas between them; nothing
# where one of them isn't shared, or the system's programs are not in ELF.
# usage: find_libraries.sh LIBRARY... -- COMPILER [FLAG ...]
set -eu
libraries=
while [ "$1" != -- ]; do
    libraries="$libraries $1"
    shift
done
shift
names=
for library in $libraries; do
    file=$("$@" -print-file-name="$library.so" 2> /dev/null) || exit 0
    name=$(LC_ALL=C readelf -d "$file" 2> /dev/null | sed -n 's/.*(SONAME).*\[\(.*\)\].*/\1/p')
    [ -n "$name" ] || exit 0
    names="$names,$name"
done
echo "${names#,}"
