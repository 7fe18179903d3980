#!/bin/sh
# The published schemas: what export, check and overlap write keeps to them, and they describe all of it; Datasette's metadata
# names tables and columns that there are.
. tests/tap.sh

PLANRISK_DB=$scratch/plans.db
export PLANRISK_DB
"$PROGRAM" import --quiet corpus 2> /dev/null
"$PROGRAM" correct harrowmere-recovery-2010:H.3 'due date' '30 September 2010' --reason 'asked the service' > /dev/null
"$PROGRAM" correct harrowmere-recovery-2010:K.5 owner 'not stated' --reason 'asked the service' > /dev/null
"$PROGRAM" correct fenwater-risk-register-2013 title 'Register of Risks' --reason 'from the cover' > /dev/null
"$PROGRAM" score > /dev/null

is_json() { "$PROGRAM" schema "$1" > "$scratch/$1.schema" && [ "$(sqlite3 :memory: "SELECT json_valid(readfile('$scratch/$1.schema'))")" = 1 ]; }
keeps_to() {
    "$PROGRAM" "$1" --format json > "$scratch/$1.json"
    [ $? -le 1 ] && python3 tests/schema_check.py "$scratch/$1.schema" "$scratch/$1.json"
}
golden_keeps_to() { python3 tests/schema_check.py "$scratch/export.schema" tests/golden/*.json; }
for name in export check overlap datasette; do
    holds "planrisk schema $name prints JSON" is_json "$name"
done
holds "there is no other schema" ends_with 2 "$PROGRAM" schema nonsense
if python3 -c 'import jsonschema' 2> /dev/null; then
    for name in export check overlap; do
        holds "$name --format json keeps to its schema, which describes all of it" keeps_to "$name"
    done
    holds "the golden exports keep to the schema" golden_keeps_to
else
    skips "outputs keep to their schemas" "python3-jsonschema is not here: OFFICE=1 make test installs it"
fi

# described SQL: lines that the metadata and the database do not agree on
described() {
    sqlite3 "$scratch/plans.db" "CREATE TEMP TABLE described AS
            SELECT t.key AS name, t.value AS facts
              FROM json_each(readfile('$scratch/datasette.schema'), '\$.databases.plans.tables') t;
        $1" > "$scratch/odd"
    cat "$scratch/odd"
    [ ! -s "$scratch/odd" ]
}
holds "Datasette's metadata describes every table and view, and no other" described "
    SELECT 'not described: ' || name FROM sqlite_master
     WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'item_search_%' AND name NOT IN (SELECT name FROM described);
    SELECT 'not there: ' || name FROM described WHERE name NOT IN (SELECT name FROM sqlite_master);
    SELECT 'without words: ' || name FROM described WHERE coalesce(facts ->> 'description', '') = '';"
holds "its columns and labels are there" described "
    SELECT 'no column ' || d.name || '.' || c.key FROM described d, json_each(d.facts, '\$.columns') c
     WHERE c.key NOT IN (SELECT name FROM pragma_table_xinfo(d.name));
    SELECT 'no label ' || name FROM described
     WHERE facts ->> 'label_column' IS NOT NULL AND facts ->> 'label_column' NOT IN (SELECT p.name FROM pragma_table_info(described.name) p);"
named_for() { "$PROGRAM" --db "/nowhere/my plans.db" schema datasette | grep -q '"my plans": {'; }
holds "the metadata is for the database's own name" named_for
finish
