#!/bin/sh
# Prints a C file that holds every FOLDER/**/*.EXTENSION as an array of bytes, in the order of their names.
# usage: embed.sh NAME FOLDER EXTENSION
set -eu
export LC_ALL=C
name=$1 folder=$2 extension=$3
printf '#include "base/embedded_file.h"\n\n'
files=$(find "$folder" -name "*.$extension" | sort)
i=0
for file in $files; do
    printf 'static const unsigned char file_%d[] = {\n' $i
    od -An -v -tu1 "$file" | awk '{ for (i = 1; i <= NF; i++) printf "%s,", $i; print "" }'
    printf '0 };\n'
    i=$((i + 1))
done
printf 'const struct embedded_file embedded_%s[] = {\n' "$name"
i=0
for file in $files; do
    relative=${file#"$folder"/}
    printf '    { "%s", (const char *)file_%d, sizeof file_%d - 1, 0, 0 },\n' "${relative%."$extension"}" $i $i
    i=$((i + 1))
done
printf '    { 0 },\n};\n'
