#!/bin/sh
# Names every #include that points against the pipeline, and every library met outside its folder.
# usage: layers.sh [SOURCE FOLDER]     exit status 1 where there is one
set -eu
cd "${1:-src}"
find . -mindepth 2 -name '*.[ch]' | sort | xargs awk '
BEGIN {
    count = split("base grammar characters document tables fields plan store analysis output report cli", order, " ")
    for (i = 1; i <= count; i++) place[order[i]] = i
    # the folders that may include each library
    library["pcre2.h"] = "grammar"
    library["yaml.h"] = "grammar"
    library["iconv.h"] = library["zip.h"] = "characters"
    library["nettle/"] = "grammar characters"    # digests of the grammars and of the files read with them
    library["libxml/"] = "document output"
    library["sqlite3.h"] = "store"
    library["jansson.h"] = library["xlsxwriter.h"] = "output"
}
FNR == 1 {
    split(FILENAME, part, "/")
    folder = part[2]
    name = substr(FILENAME, 3)
    is_test = FILENAME ~ /_test\.[ch]$/
    if (!(folder in place)) complain(1, "the folder " folder " has no place in the pipeline")
}
/^#[ \t]*include[ \t]*"/ {
    split($0, part, "\"")
    split(part[2], path, "/")
    if (!(path[1] in place)) complain(FNR, "\"" part[2] "\" does not say its folder")
    else if (place[path[1]] > place[folder]) complain(FNR, path[1] "/ comes after " folder "/: \"" part[2] "\"")
}
/^#[ \t]*include[ \t]*</ && !is_test {
    header = $0; sub(/.*</, "", header); sub(/>.*/, "", header)
    for (key in library)
        if (index(header, key) == 1 && index(" " library[key] " ", " " folder " ") == 0)
            complain(FNR, "<" header "> is for " library[key] "/ only")
}
function complain(line, words) { printf "src/%s:%d: %s\n", name, line, words; failed = 1 }
END { exit failed }
' && echo "layers: every include points back along the pipeline"
