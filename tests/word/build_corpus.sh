#!/bin/sh
# Builds the Word plans of corpus/ from tests/word/plans: for each folder NAME the file OUT/NAME (the folder's name has the ending).
# In it: body, the body in the short form of expand.awk; form (docx, strict, flat or 2003); parts as make_word.sh takes
# them. Parts that are the same for most (styles, numbering, theme) come from tests/word/parts where `parts` names them.
# usage: build_corpus.sh [--form FORM] OUT [NAME ...]      FORM: in place of each plan's own
set -eu
given=
if [ "$1" = --form ]; then
    given=$2
    shift 2
fi
out=$1
shift
mkdir -p "$out"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ $# -eq 0 ]; then
    for folder in tests/word/plans/*/; do set -- "$@" "$(basename "$folder")"; done
fi

for name in "$@"; do
    folder=tests/word/plans/$name
    form=${given:-$(cat "$folder/form")}
    rm -rf "$work/parts"
    mkdir "$work/parts"
    [ ! -f "$folder/parts" ] || while read -r part; do cp "tests/word/parts/$part" "$work/parts/"; done < "$folder/parts"
    cp -R "$folder/." "$work/parts/"
    case $form in 2003) short=2003 ;; *) short=docx ;; esac
    awk -v form=$short -f tests/word/expand.awk "$folder/body" > "$work/body"
    sh tests/word/make_word.sh "$form" "$out/$name" "$work/parts" < "$work/body"
done
