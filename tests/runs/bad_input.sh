#!/bin/sh
# What is wrong is said in one clear line, nothing is lost, and the exit status tells which kind of wrong it was.
. tests/tap.sh
database=$scratch/db
planrisk() { "$PROGRAM" --db "$database" "$@"; }
refused() { ends_with 1 planrisk import --quiet "$1" && one_line "$2"; }
wrong() { words=$1; shift; ends_with 2 "$@" && one_line "$words"; }
untouched() { [ "$(planrisk export --format json | cksum)" = "$before" ]; }

planrisk import --quiet corpus/quenby-parks-2010.txt
before=$(planrisk export --format json | cksum)

# ---- files
: > "$scratch/empty.txt"
holds "an empty file is refused" refused "$scratch/empty.txt" 'empty.txt'
head -c 20000 "$BINARY" > "$scratch/program.txt"
holds "a binary file is refused" refused "$scratch/program.txt" 'program.txt'
holds "a file that is not there is refused" refused "$scratch/nothing.txt" 'nothing.txt'
holds "a device is refused" refused /dev/null 'null'

printf '\377\376' > "$scratch/cut.txt"
iconv -f UTF-8 -t UTF-16LE corpus/quenby-parks-2010.txt | head -c 2001 >> "$scratch/cut.txt"
cut_short() { ends_with 0 planrisk import --quiet "$scratch/cut.txt" && grep -q 'cut.txt:.*warning' "$scratch/.errors" && planrisk forget cut; }
holds "UTF-16 cut in the middle of a character is read, with a warning" cut_short

printf 'Action\tLead\tWhen\nMend the \303\050 gate\tAnn\tMay 2010\n' > "$scratch/byte.txt"
invalid() { ends_with 0 planrisk import --quiet --charset UTF-8 "$scratch/byte.txt" && grep -q 'byte.txt:2:.*warning' "$scratch/.errors" && planrisk forget byte; }
holds "a byte that is invalid in the encoding is told by its line, and the rest is read" invalid

head -c 209715200 /dev/zero | tr '\0' 'a' > "$scratch/line.txt"
holds "a line of 200 MB is refused" refused "$scratch/line.txt" 'line.txt'
rm -f "$scratch/line.txt"
holds "an unknown character set is refused" ends_with 1 planrisk import --charset KLINGON-8 corpus/linford-licensing-update.txt

# ---- permissions: as nobody where the tests are root, for whom there are none
mkdir -p "$scratch/shut/inner"
cp corpus/linford-licensing-update.txt "$scratch/shut"
chmod 000 "$scratch/shut/inner"
cp "$BINARY" "$scratch/planrisk"
mkdir "$scratch/nobody"
if [ "$(id -u)" -ne 0 ]; then
    as_nobody() { "$@"; }
elif command -v setpriv > /dev/null; then
    chown 65534:65534 "$scratch/nobody" "$scratch/shut" "$scratch/shut"/*
    as_nobody() { setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }
fi
if command -v as_nobody > /dev/null; then
    shut() { ends_with 1 as_nobody "$scratch/planrisk" --db "$scratch/nobody/db" import --quiet "$scratch/shut" && one_line 'inner'; }
    holds "a folder without permission is refused" shut
    others() { as_nobody "$scratch/planrisk" --db "$scratch/nobody/db" list | grep -q linford; }
    holds "and the files beside it go in" others
    chmod 400 "$scratch/nobody/db"
    chmod 500 "$scratch/nobody"
    read_only() { wrong 'nobody/db' as_nobody "$scratch/planrisk" --db "$scratch/nobody/db" import --quiet corpus/quenby-parks-2010.txt; }
    chmod -R a+rX corpus 2> /dev/null
    holds "a read-only database is not written" read_only
else
    skips "a folder without permission" "root, and no setpriv"
fi

# ---- grammars
mkdir "$scratch/grammars"
printf 'forms:\n  - name: broken\n    means: period\n    pattern: |\n      (?<open\n' > "$scratch/grammars/dates.yaml"
broken() { ends_with 2 planrisk --grammars "$scratch/grammars" import --dry-run corpus && grep -q 'dates.yaml:[0-9]*:[0-9]*: error' "$scratch/.errors"; }
holds "a broken pattern is told by file, line and column" broken
printf 'define: [unclosed\n' > "$scratch/grammars/dates.yaml"
holds "so is broken YAML" broken

# ---- databases
echo 'This is a letter, and no database at all.' > "$scratch/letter.db"
holds "a file that is no database is left alone" wrong letter.db "$PROGRAM" --db "$scratch/letter.db" import corpus
holds "byte for byte" [ "$(cat "$scratch/letter.db")" = 'This is a letter, and no database at all.' ]
sqlite3 "$scratch/other.db" 'CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1)'
holds "another program's database is left alone" wrong other.db "$PROGRAM" --db "$scratch/other.db" import corpus
holds "with its tables" [ "$(sqlite3 "$scratch/other.db" 'SELECT count(*) FROM sqlite_schema')" = 1 ]
cp "$database" "$scratch/newer.db"
sqlite3 "$scratch/newer.db" 'PRAGMA user_version = 9999'
holds "a newer database is not touched" wrong newer "$PROGRAM" --db "$scratch/newer.db" import corpus
holds "a database in a folder that is not there" wrong missing "$PROGRAM" --db "$scratch/missing/db" import corpus
holds "no database to export from" wrong none.db "$PROGRAM" --db "$scratch/none.db" export

mkfifo "$scratch/hold"
sqlite3 "$database" < "$scratch/hold" > /dev/null 2>&1 &
holder=$!
exec 9> "$scratch/hold"
echo 'BEGIN EXCLUSIVE;' >&9
sleep 0.5
holds "a locked database is waited for, then named" wrong 'locked\|db' "$PROGRAM" --db "$database" import --quiet corpus/linford-licensing-update.txt
echo 'ROLLBACK;' >&9
exec 9>&-
wait "$holder"
holds "and holds what it held" untouched

# ---- no room
holds "a result that can't be written is told" wrong '' sh -c '"$0" --db "$1" export --format json > /dev/full' "$PROGRAM" "$database"
disk=$scratch/disk
mkdir "$disk"
if mount -t tmpfs -o size=400k planrisk-test "$disk" 2> /dev/null; then
    full() { wrong 'disk/db' "$PROGRAM" --db "$disk/db" import --quiet corpus; }
    holds "a full disk ends the import" full
    sound() { [ "$(sqlite3 "$disk/db" 'PRAGMA integrity_check')" = ok ]; }
    holds "and leaves whole documents" sound
    umount "$disk"
else
    skips "a full disk" "no permission to mount a small one"
fi

# ---- command lines
holds "no command" wrong command "$PROGRAM"
holds "an unknown command" wrong improt "$PROGRAM" improt corpus
holds "an unknown option" wrong frmat "$PROGRAM" export --frmat json
holds "an unknown plan" wrong nobody "$PROGRAM" --db "$database" show nobody-001
for command in import list show explain score check overlap search report export forget; do
    help() { "$PROGRAM" "$command" --help | grep -q "usage: planrisk $command"; }
    holds "$command --help" help
done
holds "nothing was lost in all this" untouched
finish
