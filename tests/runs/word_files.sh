#!/bin/sh
# Word files as they come: colours rate, broken and hostile ones are refused in one line, old formats are told how to become new.
. tests/tap.sh
database=$scratch/db
planrisk() { "$PROGRAM" --db "$database" "$@"; }
refused() { ends_with 1 planrisk import --quiet "$1" && one_line "$2"; }
made() { sh tests/word/make_word.sh "$1" "$2" < "$3"; }
again() { # FOLDER OUT: zips what a docx was unzipped to
    rm -f "$2"
    (cd "$1" && zip -X -q -r "$2" .)
}
unpack() { # FOLDER: a whole docx in parts
    rm -rf "$1"
    mkdir "$1"
    (cd "$1" && unzip -q "$scratch/good.docx")
}

# ---- colours
for form in docx strict flat 2003; do
    made $form "$scratch/colours-$form.docx" tests/word/colours.xml
    rates() {
        planrisk import --quiet "$scratch/colours-$form.docx" &&
            [ "$(planrisk export --format json --plan "colours-$form" | grep -o '"rag": "[a-z]*"' | tr '\n' ' ')" = \
              '"rag": "amber" "rag": "red" "rag": "green" ' ]
    }
    holds "a cell's colour rates in $form, its letter before its colour" rates
    differs() { planrisk export --format json --plan "colours-$form" | grep -q colour-contradiction; }
    holds "and a letter that its colour contradicts is told of" differs
done

# ---- what stands beside the text
mkdir "$scratch/beside"
cat > "$scratch/beside/header1.xml" <<'XML'
<?xml version="1.0"?>
<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:r><w:t>Linford District Council</w:t></w:r></w:p></w:hdr>
XML
cat > "$scratch/beside/core.xml" <<'XML'
<?xml version="1.0"?>
<p:coreProperties xmlns:p="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>Homes Improvement Plan 2009/10</dc:title></p:coreProperties>
XML
sed 's/Eskholme Borough Council/Our work/; s/Homes Action Plan 2009.10/What we do/' tests/word/colours.xml |
    sh tests/word/make_word.sh docx "$scratch/beside.docx" "$scratch/beside"
named() {
    planrisk import --quiet "$scratch/beside.docx" && planrisk export --format json --plan beside > "$scratch/beside.json" &&
        grep -q '"council": "Linford District Council"' "$scratch/beside.json" &&
        grep -q '"title": "Homes Improvement Plan 2009/10"' "$scratch/beside.json" && planrisk forget beside
}
holds "a header names the council, a property the plan, where the pages do not" named

# ---- what is no whole Word file
made docx "$scratch/good.docx" tests/word/colours.xml
size=$(wc -c < "$scratch/good.docx")
for share in 25 50 75 99; do
    head -c $((size * share / 100)) "$scratch/good.docx" > "$scratch/cut$share.docx"
    holds "a docx cut at $share in 100 is refused" refused "$scratch/cut$share.docx" "cut$share.docx"
done
unpack "$scratch/parts"
head -c 900 "$scratch/parts/word/document.xml" > "$scratch/cut.xml"
cp "$scratch/cut.xml" "$scratch/parts/word/document.xml"
again "$scratch/parts" "$scratch/xmlcut.docx"
holds "a document.xml cut off in a whole zip is refused" refused "$scratch/xmlcut.docx" 'word/document.xml'
unpack "$scratch/parts"
rm "$scratch/parts/word/document.xml"
again "$scratch/parts" "$scratch/nodocument.docx"
holds "a package without its document is refused" refused "$scratch/nodocument.docx" 'none of Word'
unpack "$scratch/parts"
printf '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>' > "$scratch/parts/word/document.xml"
again "$scratch/parts" "$scratch/sheet.docx"
holds "another program's package is refused" refused "$scratch/sheet.docx" "not Word's"
printf 'PK\005\006\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000' > "$scratch/nothing.docx"
holds "an empty zip is refused" refused "$scratch/nothing.docx" 'nothing.docx'

# ---- each part says how its characters are written
unpack "$scratch/parts"
for part in word/document.xml word/_rels/document.xml.rels; do
    sed '1s/UTF-8/UTF-16/' "$scratch/parts/$part" | iconv -f UTF-8 -t UTF-16 > "$scratch/wide" && mv "$scratch/wide" "$scratch/parts/$part"
done
again "$scratch/parts" "$scratch/wide.docx"
wide() {
    values "$scratch/good.docx" "$scratch/good.db" > "$scratch/good.values" && values "$scratch/wide.docx" "$scratch/wide.db" > "$scratch/wide.values" &&
        [ -s "$scratch/good.values" ] && cmp "$scratch/good.values" "$scratch/wide.values"
}
holds "parts in UTF-16 among others in UTF-8 say the same" wide

# ---- what is made to do harm
unpack "$scratch/parts"
sed -i 's/<w:document /<!DOCTYPE w [<!ENTITY x SYSTEM "file:\/\/\/etc\/hostname">]><w:document /' "$scratch/parts/word/document.xml"
again "$scratch/parts" "$scratch/entity.docx"
holds "a document type is refused" refused "$scratch/entity.docx" 'DTD'
unpack "$scratch/parts"
sed -i 's/<w:body>/<w:body>\&x;/' "$scratch/parts/word/document.xml"
again "$scratch/parts" "$scratch/undefined.docx"
holds "an entity that XML doesn't define is refused" refused "$scratch/undefined.docx" 'word/document.xml'
unpack "$scratch/parts"
{ sed 's/<\/w:body>.*//' "$scratch/parts/word/document.xml"; head -c 60000000 /dev/zero | tr '\0' ' '; echo '</w:body></w:document>'; } > "$scratch/bomb.xml"
mv "$scratch/bomb.xml" "$scratch/parts/word/document.xml"
again "$scratch/parts" "$scratch/bomb.docx"
holds "a zip that expands a thousandfold is refused, with the option that lets it in" refused "$scratch/bomb.docx" 'more than 250 times its size; import --ratio'
raised() { ends_with 0 planrisk import --quiet --dry-run --ratio 2000 "$scratch/bomb.docx"; }
holds "and is read where that option is given" raised
totalled() { ends_with 1 planrisk import --quiet --unpacked 20 --ratio 2000 "$scratch/bomb.docx" && one_line 'more than 20971520 bytes .*; import --unpacked'; }
holds "all that a zip holds has a limit, too, which is named" totalled
unpack "$scratch/parts"
{
    printf '<!DOCTYPE w [<!ENTITY a "%s">]>' "$(head -c 50000 /dev/zero | tr '\0' a)"
    sed 's/<?xml[^>]*>//' "$scratch/parts/word/document.xml" | sed "s/<w:body>/<w:body><w:p><w:r><w:t>$(yes '\&a;' | head -n 2000 | tr -d '\n')<\/w:t><\/w:r><\/w:p>/"
} > "$scratch/entities.xml"
mv "$scratch/entities.xml" "$scratch/parts/word/document.xml"
again "$scratch/parts" "$scratch/entities.docx"
holds "entities that would grow to 100 MB are refused unread" refused "$scratch/entities.docx" 'DTD'
unpack "$scratch/parts"
{ sed 's/<w:body>.*/<w:body>/' "$scratch/parts/word/document.xml" | head -n 2; yes '<w:sdt><w:sdtContent>' | head -n 400; } > "$scratch/deep.xml"
mv "$scratch/deep.xml" "$scratch/parts/word/document.xml"
again "$scratch/parts" "$scratch/deep.docx"
holds "elements nested deeper than any Word file's are refused" refused "$scratch/deep.docx" 'deeper than'
unpack "$scratch/parts"
sed -i 's#</Relationships>#<Relationship Id="x" Type="http://x/header" Target="http://127.0.0.1/h.xml" TargetMode="External"/><Relationship Id="y" Type="http://x/styles" Target="../../../../etc/passwd"/><Relationship Id="z" Type="http://x/numbering" Target="gone.xml"/></Relationships>#' \
    "$scratch/parts/word/_rels/document.xml.rels"
printf '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>' > "$scratch/parts/[Content_Types].xml"
again "$scratch/parts" "$scratch/links.docx"
links() { ends_with 0 planrisk import --quiet "$scratch/links.docx" && [ ! -s "$scratch/.errors" ]; }
holds "links that lead out or nowhere, and wrong content types, do no harm" links

# ---- other formats
printf '\320\317\021\340\241\261\032\341 W\0o\0r\0d\0' > "$scratch/old.doc"
holds "an old binary document is told how to become docx" refused "$scratch/old.doc" 'convert-to docx'
printf '\320\317\021\340\241\261\032\341 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0' > "$scratch/locked.docx"
holds "a file under a password is said to be one" refused "$scratch/locked.docx" 'password'
printf '{\\rtf1 Plan}' > "$scratch/plan.rtf"
holds "rich text is told how to become docx" refused "$scratch/plan.rtf" 'convert-to docx'
printf 'From: <Saved by a program>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\n' > "$scratch/saved.doc"
holds "a web page that was saved whole is told how to become docx" refused "$scratch/saved.doc" "ripmime -d parts -i '.*saved.doc' && libreoffice .* parts/"
printf '%%PDF-1.4\n' > "$scratch/plan.pdf"

printf 'application/vnd.oasis.opendocument.text' > "$scratch/mimetype"
(cd "$scratch" && zip -X -q -0 plan.odt mimetype)
holds "an OpenDocument text is told how to become docx" refused "$scratch/plan.odt" 'convert-to docx'
none() { [ "$(planrisk export --format json | grep -c '"document"')" -eq 5 ]; }
holds "and none of the refused is in the database" none
sed 's/Train the/Brief the/' tests/word/colours.xml > "$scratch/other.xml"
made docx "$scratch/other.docx" "$scratch/other.xml"
stdin() { planrisk import --quiet --name copy.docx - < "$scratch/other.docx" && planrisk show copy-001; }
holds "a docx may come from standard input" stdin
finish
