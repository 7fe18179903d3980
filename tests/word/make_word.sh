#!/bin/sh
# Makes a Word file from the XML of its body on standard input.
# usage: make_word.sh docx|strict|flat|2003 OUT [FOLDER]
# FOLDER may hold styles.xml, numbering.xml, theme.xml, settings.xml, footnotes.xml, endnotes.xml, comments.xml, header1.xml,
# core.xml, app.xml: parts as they are in a docx (transitional). For 2003 it may hold front.xml: what stands before the body.
set -eu
form=$1 out=$2 parts=${3:-}
main=http://schemas.openxmlformats.org/wordprocessingml/2006/main
relation=http://schemas.openxmlformats.org/officeDocument/2006/relationships
package=http://schemas.openxmlformats.org/package/2006
names="xmlns:w=\"$main\" xmlns:r=\"$relation\" xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\""
names="$names xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""
names="$names xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" xmlns:v=\"urn:schemas-microsoft-com:vml\""

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/_rels" "$work/word/_rels" "$work/docProps"

if [ "$form" = 2003 ]; then
    {
        printf '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<?mso-application progid="Word.Document"?>\n'
        printf '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"'
        printf ' xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" xmlns:aml="http://schemas.microsoft.com/aml/2001/core"'
        printf ' xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:v="urn:schemas-microsoft-com:vml">\n'
        [ -z "$parts" ] || [ ! -f "$parts/front.xml" ] || cat "$parts/front.xml"
        printf '<w:body><wx:sect>\n'
        cat
        printf '</wx:sect></w:body></w:wordDocument>\n'
    } > "$out"
    exit 0
fi

{
    printf '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document %s><w:body>\n' "$names"
    cat
    printf '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr></w:body></w:document>\n'
} > "$work/word/document.xml"

types="$work/types" relations="$work/relations"
: > "$types"
: > "$relations"
number=0
for part in styles numbering theme settings footnotes endnotes comments header1 footer1; do
    if [ -z "$parts" ] || [ ! -f "$parts/$part.xml" ]; then continue; fi
    number=$((number + 1))
    kind=$(echo "$part" | tr -d 0-9)
    cp "$parts/$part.xml" "$work/word/$part.xml"
    printf '<Relationship Id="rId%s" Type="%s/%s" Target="%s.xml"/>\n' "$number" "$relation" "$kind" "$part" >> "$relations"
    case $kind in
    theme) content=application/vnd.openxmlformats-officedocument.theme+xml ;;
    *) content=application/vnd.openxmlformats-officedocument.wordprocessingml.$kind+xml ;;
    esac
    printf '<Override PartName="/word/%s.xml" ContentType="%s"/>\n' "$part" "$content" >> "$types"
done
{
    printf '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="%s/relationships">\n' "$package"
    cat "$relations"
    printf '</Relationships>\n'
} > "$work/word/_rels/document.xml.rels"
{
    printf '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="%s/relationships">\n' "$package"
    printf '<Relationship Id="rId1" Type="%s/officeDocument" Target="word/document.xml"/>\n' "$relation"
    if [ -n "$parts" ] && [ -f "$parts/core.xml" ]; then
        cp "$parts/core.xml" "$work/docProps/core.xml"
        printf '<Relationship Id="rId2" Type="%s/relationships/metadata/core-properties" Target="docProps/core.xml"/>\n' "$package"
    fi
    if [ -n "$parts" ] && [ -f "$parts/app.xml" ]; then
        cp "$parts/app.xml" "$work/docProps/app.xml"
        printf '<Relationship Id="rId3" Type="%s/extended-properties" Target="docProps/app.xml"/>\n' "$relation"
    fi
    printf '</Relationships>\n'
} > "$work/_rels/.rels"
{
    printf '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Types xmlns="%s/content-types">\n' "$package"
    printf '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\n'
    printf '<Default Extension="xml" ContentType="application/xml"/>\n'
    printf '<Override PartName="/word/document.xml"'
    printf ' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>\n'
    cat "$types"
    printf '</Types>\n'
} > "$work/[Content_Types].xml"
rm -f "$types" "$relations"
rmdir "$work/docProps" 2> /dev/null || true

if [ "$form" = strict ]; then
    find "$work" -name '*.xml' -o -name '*.rels' | while read -r file; do
        sed -e 's#http://schemas.openxmlformats.org/wordprocessingml/2006/main#http://purl.oclc.org/ooxml/wordprocessingml/main#g' \
            -e 's#http://schemas.openxmlformats.org/officeDocument/2006/relationships#http://purl.oclc.org/ooxml/officeDocument/relationships#g' \
            -e 's#http://schemas.openxmlformats.org/drawingml/2006/main#http://purl.oclc.org/ooxml/drawingml/main#g' "$file" > "$work/new"
        mv "$work/new" "$file"
    done
fi

# Flat OPC: the parts in one file, those that others need behind them.
if [ "$form" = flat ]; then
    {
        printf '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<?mso-application progid="Word.Document"?>\n'
        printf '<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">\n'
        (cd "$work" && find . -type f ! -name '\[*' | LC_ALL=C sort) | while read -r file; do
            printf '<pkg:part pkg:name="%s" pkg:contentType="application/xml"><pkg:xmlData>' "${file#.}"
            sed 1d "$work/$file"
            printf '</pkg:xmlData></pkg:part>\n'
        done
        printf '</pkg:package>\n'
    } > "$out"
    exit 0
fi

case $out in /*) ;; *) out=$PWD/$out ;; esac
rm -f "$out"
(cd "$work" && find . -exec touch -t 200901010000 {} + && zip -X -q -r "$out" '[Content_Types].xml' _rels word docProps 2> /dev/null) || [ -f "$out" ]
