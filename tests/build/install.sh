#!/bin/sh
# What install puts somewhere runs there, uninstall takes it away, and clean leaves what people made.
. tests/tap.sh
to=$scratch/root

# make's own flags (-n, the jobserver) are for the run that called us
run_make() { env -u MAKEFLAGS -u MAKELEVEL make --no-print-directory "$@"; }
runs() { "$to/usr/bin/planrisk" --version; }
has_grammars() { [ "$(find "$to/usr/share/planrisk/grammars" -name '*.yaml' | wc -l)" -eq "$(find grammars -name '*.yaml' | wc -l)" ]; }
is_empty() { [ -z "$(find "$to" -type f)" ]; }

holds "make install DESTDIR= PREFIX=" run_make OUT="$OUT" DESTDIR="$to" PREFIX=/usr install
holds "the installed program runs" runs
holds "the grammars are installed beside it" has_grammars
holds "make uninstall" run_make OUT="$OUT" DESTDIR="$to" PREFIX=/usr uninstall
holds "nothing is left of it" is_empty

mkdir -p "$scratch/out/obj/release" "$scratch/out/gen"
kept=$(printf 'mine.csv\nplanrisk.db\nreport.html')
touch "$scratch/out/planrisk" "$scratch/out/planrisk.db" "$scratch/out/report.html" "$scratch/out/mine.csv"
holds "make clean" run_make OUT="$scratch/out" clean
holds "clean takes the build away, and keeps databases, reports and exports" [ "$(ls "$scratch/out")" = "$kept" ]
finish
