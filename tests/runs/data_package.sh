#!/bin/sh
# What datapackage.json and csv-metadata.json say of the CSV files is true of them: columns, types, keys, foreign keys.
. tests/tap.sh

# One line a fact, that the next query can be made of: TABLE|COLUMNS|KEY|PARENT|PARENT'S KEY
frictionless="
    SELECT r.value ->> 'name',
           (SELECT group_concat(f.value ->> 'name') FROM json_each(r.value, '\$.schema.fields') f),
           (SELECT group_concat(k.value) FROM json_each(r.value, '\$.schema.primaryKey') k),
           r.value ->> '\$.schema.foreignKeys[0].reference.resource',
           (SELECT group_concat(k.value) FROM json_each(r.value, '\$.schema.foreignKeys[0].reference.fields') k)
      FROM json_each(readfile('datapackage.json'), '\$.resources') r"
csvw="
    SELECT replace(r.value ->> 'url', '.csv', ''),
           (SELECT group_concat(f.value ->> 'name') FROM json_each(r.value, '\$.tableSchema.columns') f),
           (SELECT group_concat(k.value) FROM json_each(r.value, '\$.tableSchema.primaryKey') k),
           replace(r.value ->> '\$.tableSchema.foreignKeys[0].reference.resource', '.csv', ''),
           (SELECT group_concat(k.value)
              FROM json_each(r.value, '\$.tableSchema.foreignKeys[0].reference.columnReference') k)
      FROM json_each(readfile('csv-metadata.json'), '\$.tables') r"

load() {
    "$PROGRAM" --db "$scratch/plans.db" import --quiet corpus &&
        "$PROGRAM" --db "$scratch/plans.db" export --format csv -o "$scratch/sheets" || return 1
    cd "$scratch/sheets" || return 1
    for file in *.csv; do
        sqlite3 "$scratch/sheets.db" ".import --csv $file ${file%.csv}" || return 1
    done
    sqlite3 -separator '|' :memory: "$frictionless" > "$scratch/package"
    sqlite3 -separator '|' :memory: "$csvw" > "$scratch/csvw"
}
ask() { sqlite3 "$scratch/sheets.db" "$1"; }

every_file_is_told_of() {
    cut -d '|' -f 1 "$scratch/package" | sort > "$scratch/told"
    (cd "$scratch/sheets" && ls -- *.csv) | sed 's/\.csv$//' | sort | diff - "$scratch/told"
}
columns_are_the_headers() {
    while IFS='|' read -r table columns rest; do
        header=$(head -n 1 "$scratch/sheets/$table.csv" | tr -d '\r')
        [ "$header" = "$columns" ] || { echo "$table: $header, told: $columns"; return 1; }
    done < "$scratch/package"
}
keys_are_unique() {
    while IFS='|' read -r table columns key rest; do
        [ -n "$key" ] || continue
        twice=$(ask "SELECT count(*) FROM (SELECT 1 FROM $table GROUP BY $key HAVING count(*) > 1)")
        [ "$twice" = 0 ] || { echo "$table: $twice keys stand twice"; return 1; }
    done < "$scratch/package"
}
foreign_keys_lead_somewhere() {
    while IFS='|' read -r table columns key parent parent_key; do
        [ -n "$parent" ] || continue
        lost=$(ask "SELECT count(*) FROM $table LEFT JOIN (SELECT $parent_key, 1 AS found FROM $parent) USING ($parent_key)
                     WHERE found IS NULL")
        [ "$lost" = 0 ] || { echo "$table: $lost rows have no $parent"; return 1; }
    done < "$scratch/package"
    [ "$(ask 'SELECT count(*) > 0 FROM milestones')" = 1 ]
}
# TABLE|COLUMN|TYPE of what is no string
types_hold() {
    typed="SELECT r.value ->> 'name', f.value ->> 'name', f.value ->> 'type'
             FROM json_each(readfile('$scratch/sheets/datapackage.json'), '\$.resources') r, json_each(r.value, '\$.schema.fields') f
            WHERE f.value ->> 'type' <> 'string'"
    sqlite3 -separator '|' :memory: "$typed" > "$scratch/typed"
    [ "$(wc -l < "$scratch/typed")" -gt 20 ] || return 1
    while IFS='|' read -r table column type; do
        case $type in
        integer) wrong="\"$column\" GLOB '*[^0-9]*'" ;;
        number) wrong="CAST(CAST(\"$column\" AS REAL) AS TEXT) + 0 <> \"$column\" + 0 OR \"$column\" GLOB '*[^0-9.]*'" ;;
        date) wrong="date(\"$column\") IS NOT \"$column\"" ;;
        esac
        bad=$(ask "SELECT count(*) FROM $table WHERE \"$column\" <> '' AND ($wrong)")
        [ "$bad" = 0 ] || { echo "$table.$column: $bad are no $type"; return 1; }
    done < "$scratch/typed"
}
choice_is_recorded() {
    "$PROGRAM" --db "$scratch/plans.db" export --format csv --raw -o "$scratch/raw" &&
        grep -q '"formulas": "a cell that' "$scratch/sheets/datapackage.json" &&
        grep -q '"formulas": "cells are as' "$scratch/raw/datapackage.json"
}

holds "the corpus as tables" load
holds "the data package tells of every file" every_file_is_told_of
holds "its columns are the files' own, in order" columns_are_the_headers
holds "its keys are unique" keys_are_unique
holds "its foreign keys lead to a row" foreign_keys_lead_somewhere
holds "its types hold in the data" types_hold
holds "the CSVW metadata says the same" diff "$scratch/package" "$scratch/csvw"
holds "whether formulas were made harmless is recorded" choice_is_recorded
finish
