#!/bin/sh
# Nothing is invented and nothing is dropped in silence: every value of every plan stands in the words that its evidence names,
# and every byte of every file is accounted for.
. tests/tap.sh

# Values without a place, and values that are not spelt as the words at their place are (letters and digits only; what the
# reading repairs by itself, wraps and hyphens, is neither). "As above" stands for the words above it.
unproved_values() {
    sqlite3 -separator '	' "$1" < tests/runs/stated_values.sql | LC_ALL=C awk -F '\t' '
        function bare(text) { gsub(/[^A-Za-z0-9]/, "", text); return tolower(text) }
        $7 == "" && $5 == "coloured" { next }
        $7 == "" { print "no place: " $0; next }
        $5 == "verbatim" && bare($7) != "asabove" && bare($6) != bare($7) { print "other words: " $0 }'
}
proves_values() {
    "$PROGRAM" --db "$scratch/$1.db" import --quiet "$2" || return 1
    unproved_values "$scratch/$1.db" > "$scratch/$1.unproved"
    values=$(sqlite3 "$scratch/$1.db" < tests/runs/stated_values.sql | wc -l)
    [ "$values" -gt 100 ] && [ ! -s "$scratch/$1.unproved" ] && return 0
    echo "$(wc -l < "$scratch/$1.unproved") of $values values are not proved by their words:"
    head -n 15 "$scratch/$1.unproved" | cut -c 1-300
    return 1
}

# What the spans must make together: the file as UTF-8, character for character; of a Word file its words, as they were written down.
as_utf8() {
    charset=$(sqlite3 "$1" "SELECT encoding FROM edition JOIN plan ON plan.id = plan WHERE key = '$3'")
    case $charset in
    UTF-8) cat "$2" ;;
    docx* | *OPC* | Word*)
        sqlite3 "$1" "SELECT writefile('$scratch/words.txt', text) FROM source_text JOIN edition ON edition.id = edition
            JOIN plan ON plan.id = plan WHERE key = '$3'" > "$scratch/length"
        cat "$scratch/words.txt" ;;
    *) iconv -f "$charset" -t UTF-8 "$2" ;;
    esac
}
# accounts_for DATABASE FILE KEY
accounts_for() {
    "$PROGRAM" --db "$1" show --spans --format json "$3" > "$scratch/spans.json" || return 1
    sqlite3 :memory: "
        CREATE TABLE span AS SELECT key AS n, value ->> 'from' AS a, value ->> 'to' AS b, value ->> 'use' AS use, value ->> 'text' AS text
            FROM json_each(readfile('$scratch/spans.json'), '\$.spans');
        SELECT 'span ' || n || ' does not go on where the one before ends' FROM span
            WHERE a <> coalesce((SELECT b FROM span AS before WHERE before.n = span.n - 1), 0);
        SELECT 'unknown use ' || use FROM span WHERE use NOT IN ('value', 'furniture', 'repeat', 'prose', 'unread');
        SELECT writefile('$scratch/spans.txt', group_concat(text, '')) FROM (SELECT text FROM span ORDER BY n);" \
        > "$scratch/spans.said"
    as_utf8 "$1" "$2" "$3" > "$scratch/file.txt"
    cmp "$scratch/spans.txt" "$scratch/file.txt" && ! grep -v '^[0-9]*$' "$scratch/spans.said"
}
# Every line of every unread span is among the lines that `show --unread` prints.
lists_unread() {
    "$PROGRAM" --db "$1" show --unread "$2" | tr -s ' \t\r\f' ' ' > "$scratch/listed" &&
        "$PROGRAM" --db "$1" show --spans --format json "$2" > "$scratch/spans.json" || return 1
    sqlite3 :memory: "SELECT value ->> 'text' FROM json_each(readfile('$scratch/spans.json'), '\$.spans')
        WHERE value ->> 'use' = 'unread'" | tr -s ' \t\r\f' ' ' | sed 's/^ //; s/ $//; /^$/d' > "$scratch/unread"
    while read -r line; do
        grep -qF -e "$line" "$scratch/listed" || { echo "not listed: $line"; return 1; }
    done < "$scratch/unread"
}

# proves NAME FOLDER
proves() {
    holds "$1: every value stands in the words that its evidence names" proves_values "$1" "$2"
    for file in "$2"/*; do
        key=$(basename "$file")
        key=${key%.*}
        holds "$1: $key is accounted for to the byte" accounts_for "$scratch/$1.db" "$file" "$key"
        holds "$1: $key lists its unread lines" lists_unread "$scratch/$1.db" "$key"
    done
}

proves corpus corpus
proves unseen tests/unseen/plans
if [ -d ../shared/plans ]; then
    proves real ../shared/plans
else
    skips "real: every value, every byte" "../shared/plans is not here"
fi

explains() {
    "$PROGRAM" --db "$scratch/corpus.db" explain harrowmere-recovery-2010:M.5 > "$scratch/explained" &&
        grep -q 'Offer direct debit' "$scratch/explained" && grep -q 'Selina Croft' "$scratch/explained" &&
        grep -q '30/11/10' "$scratch/explained" && grep -qw 61 "$scratch/explained"
}
holds "explain shows an action's words, owner, date and line" explains
finish
