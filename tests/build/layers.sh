#!/bin/sh
# `make layers` finds an include against the pipeline, a folder without a place, and a library met elsewhere.
. tests/tap.sh

complains_of() { ! sh tests/layers.sh "$1" > "$scratch/.layers" && grep -q "$2" "$scratch/.layers"; }

mkdir -p "$scratch/up/base" "$scratch/library/output" "$scratch/place/misc" "$scratch/good/store"
echo '#include "store/store.h"' > "$scratch/up/base/span.c"
echo '#include <sqlite3.h>' > "$scratch/library/output/page.c"
echo 'int nothing;' > "$scratch/place/misc/thing.c"
printf '#include <sqlite3.h>\n#include "base/span.h"\n' > "$scratch/good/store/store.c"

holds "an include that points against the pipeline is named" complains_of "$scratch/up" 'base/span.c:1: store/ comes after base/'
holds "a library outside its folder is named" complains_of "$scratch/library" 'output/page.c:1: <sqlite3.h> is for store/ only'
holds "a folder without a place is named" complains_of "$scratch/place" 'misc has no place'
holds "includes along the pipeline pass" sh tests/layers.sh "$scratch/good"
finish
