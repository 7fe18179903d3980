#!/bin/sh
# One tool over one Word file, or over a folder of them as somebody would run it.
# usage: BENCH=out/bench PROGRAM=out/planrisk word_tool.sh TOOL PATH
set -eu
tool=$1 path=$2
if [ -d "$path" ]; then set -- "$path"/*; else set -- "$path"; fi
each() { for file in "$@"; do one "$file"; done; }

case $tool in
parse)
    one() { unzip -p "$1" word/document.xml | xmllint --stream --noout -; }
    each "$@" ;;
limit) "$BENCH/word_limit" "$@" ;;
dry) "$PROGRAM" import --quiet --dry-run "$path" ;;
import)
    rm -f "$BENCH"/word.db*
    "$PROGRAM" --db "$BENCH/word.db" import --quiet "$path" ;;
docx2txt)
    one() { docx2txt "$1" -; }
    each "$@" ;;
python-docx) /usr/bin/python3 tests/bench/python_docx.py "$@" ;;
pandoc)
    one() { pandoc -t plain "$1"; }
    each "$@" ;;
libreoffice)
    profile=$(cd "$BENCH" && pwd)/office-profile
    soffice -env:UserInstallation="file://$profile" --headless --convert-to txt --outdir "$BENCH/office" "$@" ;;
*)
    echo "word_tool.sh: no such tool: $tool" >&2
    exit 2 ;;
esac
