#!/bin/sh
# Word tables, side by side in one run on one core: planrisk (reading alone, whole import), the floors under both, and tools that
# people use today. Medians of ROUNDS rounds; a tool that would take more than a minute is left out and named (for many files it is
# measured on SAMPLE of them), as is one that is not installed. The figures are kept in out/bench/.
# usage: OUT=out CC=cc [ROUNDS=3] [SIZES="50 5000 50000"] [FILES=1000] [SAMPLE=20] word.sh
set -eu
export LC_ALL=C
: "${OUT:=out}" "${CC:=cc}" "${ROUNDS:=3}" "${SIZES:=50 5000 50000}" "${FILES:=1000}" "${SAMPLE:=20}"
BENCH=$OUT/bench
PROGRAM=$OUT/planrisk
export BENCH PROGRAM
made=$BENCH/word
parts=$BENCH/word.parts
limit_seconds=60
if command -v taskset > /dev/null 2>&1; then one_core="taskset -c 0"; else one_core=; fi

# NAME | WHAT SHOWS THAT IT IS THERE | WHAT IT IS
tools() {
    cat <<'TABLE'
parse|command -v xmllint|unzip -p, xmllint --stream --noout
limit|true|inflate and SAX2 parse, in C
dry|true|planrisk import --dry-run
import|true|planrisk import
bare|true|bare insert of the same rows
docx2txt|command -v docx2txt|docx2txt (no cells, no numbers)
python-docx|/usr/bin/python3 -c 'import docx'|python-docx, every cell
pandoc|command -v pandoc|pandoc -t plain
libreoffice|command -v soffice|LibreOffice, to text
TABLE
}

main() {
    mkdir -p "$BENCH"
    $CC -std=c17 -D_GNU_SOURCE -O2 -o "$BENCH/timed" tests/bench/timed.c
    $CC -std=c17 -D_GNU_SOURCE -O2 -o "$BENCH/bare_insert" tests/bench/bare_insert.c -lsqlite3
    # shellcheck disable=SC2046  # flags are words
    $CC -std=c17 -O2 $(pkg-config --cflags libxml-2.0 libzip) -o "$BENCH/word_limit" tests/bench/word_limit.c \
        $(pkg-config --libs libxml-2.0 libzip)
    make_files
    : > "$BENCH/word.figures"
    before=
    for size in $SIZES; do
        measure "$size rows" "$made/rows-$size.docx" "${before:-0}" "$size"
        echo "$size rows|plan|the plan itself|$(plan_megabytes "$made/rows-$size.docx")" >> "$BENCH/word.figures"
        before=$size
    done
    measure "$FILES files of 50 rows" "$made/small" 50 $((FILES * 50))
    awk -F '|' -v rounds="$ROUNDS" -f tests/bench/word_report.awk "$BENCH/word.figures" | tee "$BENCH/word.txt"
}

# ---- the files

make_files() {
    wanted="$SIZES $FILES $SAMPLE $(cat tests/bench/word_table.awk tests/word/make_word.sh | cksum)"
    [ "$(cat "$made/wanted" 2> /dev/null)" != "$wanted" ] || return 0
    rm -rf "$made" "$parts"
    mkdir -p "$made/small" "$parts"
    cp tests/word/parts/numbering.xml tests/word/parts/styles.xml "$parts/"
    for size in $SIZES; do
        awk -v rows="$size" -v seed="$size" -f tests/bench/word_table.awk |
            sh tests/word/make_word.sh docx "$made/rows-$size.docx" "$parts"
    done
    make_small_files
    echo "$wanted" > "$made/wanted"
}

# Fifty rows each: the parts of one, with another document.xml every time.
make_small_files() {
    folder=$made/unpacked
    awk -v rows=50 -v seed=0 -f tests/bench/word_table.awk | sh tests/word/make_word.sh docx "$made/first.docx" "$parts"
    mkdir "$folder"
    unzip -q -d "$folder" "$made/first.docx"
    sed '/<w:body>/q' "$folder/word/document.xml" > "$made/head"
    sed -n '/^<w:sectPr>/p' "$folder/word/document.xml" > "$made/tail"
    number=0
    while [ "$number" -lt "$FILES" ]; do
        number=$((number + 1))
        { cat "$made/head"; awk -v rows=50 -v seed="$number" -f tests/bench/word_table.awk; cat "$made/tail"; } > "$folder/word/document.xml"
        (cd "$folder" && zip -X -q -r "../small/$(printf 'plan-%04d' "$number").docx" .)
    done
    rm -rf "$folder"
    mkdir "$made/sample"
    find "$made/small" -type f | sort | head -n "$SAMPLE" | while read -r file; do cp "$file" "$made/sample/"; done
}

# ---- the rounds

# measure NAME PATH ROWS-BEFORE ROWS: a line of figures for each tool: NAME|TOOL|WHAT IT IS|WALL|PROCESSOR|MB or NAME|TOOL|WHAT|why not
measure() {
    echo "measuring: $1" >&2
    name=$1 path=$2 rows_before=$3 rows=$4
    tools > "$BENCH/tools"
    while IFS='|' read -r tool shown what; do
        if ! sh -c "$shown" > /dev/null 2>&1; then
            figures="not installed"
        elif [ "$(expected_seconds "$tool")" -le "$limit_seconds" ]; then
            figures=$(median "$tool" "$path" < /dev/null)
        elif [ -d "$path" ]; then
            what="$what (from $SAMPLE)"
            figures=$(median "$tool" "$made/sample" < /dev/null | scaled $((FILES / SAMPLE)))
        else
            figures="left out: it would take more than a minute"
        fi
        echo "$name|$tool|$what|$figures" >> "$BENCH/word.figures"
    done < "$BENCH/tools"
}
# What the plan takes up that is made of a file.
plan_megabytes() {
    "$PROGRAM" import --quiet --dry-run --timings "$1" 2>&1 | sed -n 's/.*largest plan \([0-9]*\) bytes.*/\1/p' | awk '{ printf "%.1f", $1 / 1048576 }'
}
scaled() { awk -F '|' -v times="$1" 'NF == 3 { print $1 * times "|" $2 * times "|" $3; next } { print }'; }

# From its time at the size before, in proportion to the rows; 0 from a size so small that starting is most of it. Ours and the floors
# are measured however long they take.
expected_seconds() {
    case $1 in parse | limit | dry | import | bare) echo 0; return ;; esac
    awk -F '|' -v tool="$1" -v before="$rows_before" -v rows="$rows" '
        $2 == tool && $1 == before " rows" { seconds = /more than a minute/ ? 9999 : $4 * rows / before / 1000 }
        END { printf "%d", before < 1000 && rows < 10000 ? 0 : seconds }' "$BENCH/word.figures"
}

# median TOOL PATH: by processor time; one round where it takes longer than ten seconds.
median() {
    round=0
    : > "$BENCH/$1.rounds"
    while [ "$round" -lt "$ROUNDS" ]; do
        round=$((round + 1))
        once "$1" "$2" >> "$BENCH/$1.rounds" || { echo "it failed, or took more than a minute"; return; }
        awk 'END { exit !($1 > 10000) }' "$BENCH/$1.rounds" && break
    done
    sort -n -k 2 "$BENCH/$1.rounds" | awk '{ line[NR] = $1 "|" $2 "|" $3 } END { print line[int((NR + 1) / 2)] }'
}
once() {
    if [ "$1" = bare ]; then
        # shellcheck disable=SC2086  # a command of words, or none
        $one_core "$BENCH/bare_insert" "$BENCH/word.db" "$BENCH/bare.db"
    else
        case $1 in parse | limit | dry | import) within= ;; *) within="timeout $limit_seconds" ;; esac
        # shellcheck disable=SC2086
        $one_core "$BENCH/timed" $within sh tests/bench/word_tool.sh "$1" "$2"
    fi
}

main
