#!/bin/sh
# Makes a Word file from the XML of its body on standard input. The same XML makes the same bytes.
# usage: make_word.sh docx|strict|flat|2003 OUT [FOLDER]
# FOLDER may hold parts as they are in a docx (transitional): styles.xml, numbering.xml, theme.xml, settings.xml, footnotes.xml,
# endnotes.xml, comments.xml, header1.xml, footer1.xml, core.xml, app.xml, and
#   extra     other parts, a line each: RELATION-ID RELATION-TYPE PATH-IN-THE-PACKAGE CONTENT-TYPE FILE, where FILE (in FOLDER) may
#             be a folder of parts, which is zipped (a workbook), and RELATION-TYPE is the last word of its URI; with "external" for a
#             content type the path leads out of the package, and there is no file
#   names     where parts are, for those that are not where Word puts them: PART PATH-IN-THE-PACKAGE ("document text/plan 22.xml");
#             they are then linked to from the package's root
#   type      the document's content type, where it is not a plain document's
#   front.xml for 2003: what stands before the body
set -eu
export LC_ALL=C TZ=UTC
umask 022
form=$1 out=$2 parts=${3:-/nowhere}
main=http://schemas.openxmlformats.org/wordprocessingml/2006/main
relation=http://schemas.openxmlformats.org/officeDocument/2006/relationships
package=http://schemas.openxmlformats.org/package/2006
types=application/vnd.openxmlformats-officedocument
xml='<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
names="xmlns:w=\"$main\" xmlns:r=\"$relation\" xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\""
names="$names xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""
names="$names xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" xmlns:v=\"urn:schemas-microsoft-com:vml\""
names="$names xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\""
names="$names xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:o=\"urn:schemas-microsoft-com:office:office\""

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/package" "$work/lists"
content_types=$work/lists/types
links=$work/lists/links          # of the document
root_links=$work/lists/root
: > "$content_types"
: > "$links"
: > "$root_links"

main() {
    if [ "$form" = 2003 ]; then
        write_2003 > "$out"
        return
    fi
    document=$(path_of document)
    add_part document "$(cat "$parts/type" 2> /dev/null || echo $types.wordprocessingml.document.main+xml)" "$root_links" officeDocument
    write_document > "$work/package/$document"
    for part in styles numbering theme settings footnotes endnotes comments header1 footer1; do add_known "$part"; done
    add_properties core $package/relationships/metadata/core-properties application/vnd.openxmlformats-package.core-properties+xml
    add_properties app "$relation/extended-properties" $types.extended-properties+xml
    [ ! -f "$parts/extra" ] || while read -r id kind path content file; do add_extra; done < "$parts/extra"
    folder=$(dirname "$document")
    write_links "$work/package/_rels/.rels" "$root_links"
    write_links "$work/package/$folder/_rels/$(basename "$document").rels" "$links"
    write_types > "$work/package/[Content_Types].xml"
    [ "$form" != strict ] || make_strict
    case $form in flat) write_flat > "$out" ;; *) zip_folder "$work/package" "$out" ;; esac
}

# Where a part is in the package, without the first slash.
path_of() {
    named=$(sed -n "s/^$1 //p" "$parts/names" 2> /dev/null || true)
    case $1 in core | app) usual=docProps ;; *) usual=word ;; esac
    echo "${named:-$usual/$1.xml}"
}

# add_part PART CONTENT-TYPE LINKS RELATION-TYPE: it is at path_of PART.
add_part() {
    path=$(path_of "$1")
    mkdir -p "$work/package/$(dirname "$path")"
    case $path in word/*) target=${path#word/} ;; *) target=/$path ;; esac
    [ "$3" != "$root_links" ] || target=$path
    printf '<Override PartName="/%s" ContentType="%s"/>\n' "$(escaped "$path")" "$2" >> "$content_types"
    case $4 in http*) kind=$4 ;; *) kind=$relation/$4 ;; esac
    printf '<Relationship Id="r%s" Type="%s" Target="%s"/>\n' "$1" "$kind" "$(escaped "$target")" >> "$3"
}

escaped() { echo "$1" | sed 's/ /%20/g'; }

add_known() {
    [ -f "$parts/$1.xml" ] || return 0
    kind=$(echo "$1" | tr -d 0-9)
    case $kind in theme) content=$types.theme+xml ;; *) content=$types.wordprocessingml.$kind+xml ;; esac
    add_part "$1" "$content" "$links" "$kind"
    cp "$parts/$1.xml" "$work/package/$path"
}

add_properties() {
    [ -f "$parts/$1.xml" ] || return 0
    add_part "$1" "$3" "$root_links" "$2"
    cp "$parts/$1.xml" "$work/package/$path"
}

# One line of `extra`.
add_extra() {
    if [ "$content" = external ]; then
        printf '<Relationship Id="%s" Type="%s/%s" Target="%s" TargetMode="External"/>\n' "$id" "$relation" "$kind" "$path" >> "$links"
        return
    fi
    mkdir -p "$work/package/$(dirname "$path")"
    if [ -d "$parts/$file" ]; then
        cp -R "$parts/$file" "$work/inner"
        zip_folder "$work/inner" "$work/package/$path"
        rm -rf "$work/inner"
    else
        cp "$parts/$file" "$work/package/$path"
    fi
    printf '<Override PartName="/%s" ContentType="%s"/>\n' "$path" "$content" >> "$content_types"
    printf '<Relationship Id="%s" Type="%s/%s" Target="/%s"/>\n' "$id" "$relation" "$kind" "$path" >> "$links"
}

write_links() {
    mkdir -p "$(dirname "$1")"
    { printf '%s\n<Relationships xmlns="%s/relationships">\n' "$xml" "$package"; cat "$2"; printf '</Relationships>\n'; } > "$1"
}

write_types() {
    printf '%s\n<Types xmlns="%s/content-types">\n' "$xml" "$package"
    printf '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\n'
    printf '<Default Extension="xml" ContentType="application/xml"/>\n'
    cat "$content_types"
    printf '</Types>\n'
}

write_document() {
    printf '%s\n<w:document %s mc:Ignorable="w14"><w:body>\n' "$xml" "$names"
    cat
    printf '<w:sectPr>'
    for part in header1 footer1; do
        [ ! -f "$parts/$part.xml" ] || printf '<w:%sReference w:type="default" r:id="r%s"/>' "${part%1}" "$part"
    done
    printf '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr></w:body></w:document>\n'
}

write_2003() {
    printf '%s\n<?mso-application progid="Word.Document"?>\n' "$xml"
    printf '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"'
    printf ' xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" xmlns:aml="http://schemas.microsoft.com/aml/2001/core"'
    printf ' xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:v="urn:schemas-microsoft-com:vml"'
    printf ' xmlns:st1="urn:schemas-microsoft-com:office:smarttags">\n'
    [ ! -f "$parts/front.xml" ] || cat "$parts/front.xml"
    printf '<w:body><wx:sect>\n'
    cat
    printf '</wx:sect></w:body></w:wordDocument>\n'
}

# The namespaces of ISO 29500 strict in place of the transitional ones.
make_strict() {
    find "$work/package" -type f \( -name '*.xml' -o -name '*.rels' \) > "$work/lists/all"
    while read -r file; do
        sed -e 's#http://schemas.openxmlformats.org/wordprocessingml/2006/main#http://purl.oclc.org/ooxml/wordprocessingml/main#g' \
            -e 's#http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties#http://purl.oclc.org/ooxml/officeDocument/relationships/extendedProperties#g' \
            -e 's#http://schemas.openxmlformats.org/officeDocument/2006/relationships#http://purl.oclc.org/ooxml/officeDocument/relationships#g' \
            -e 's#http://schemas.openxmlformats.org/officeDocument/2006/extended-properties#http://purl.oclc.org/ooxml/officeDocument/extendedProperties#g' \
            -e 's#http://schemas.openxmlformats.org/drawingml/2006/main#http://purl.oclc.org/ooxml/drawingml/main#g' "$file" > "$work/new"
        mv "$work/new" "$file"
    done < "$work/lists/all"
}

# All parts in one file, those that others need behind them.
write_flat() {
    printf '%s\n<?mso-application progid="Word.Document"?>\n' "$xml"
    printf '<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">\n'
    (cd "$work/package" && find . -type f ! -name '\[*' | sort) > "$work/lists/all"
    while read -r file; do
        name=${file#./}
        content=$(sed -n "s#<Override PartName=\"/$name\" ContentType=\"\(.*\)\"/>#\1#p" "$content_types")
        case $name in *.rels) content=application/vnd.openxmlformats-package.relationships+xml ;; esac
        printf '<pkg:part pkg:name="/%s" pkg:contentType="%s">' "$name" "$content"
        case $name in
        *.xml | *.rels) printf '<pkg:xmlData>'; sed 1d "$work/package/$file"; printf '</pkg:xmlData>' ;;
        *) printf '<pkg:binaryData>'; base64 "$work/package/$file"; printf '</pkg:binaryData>' ;;
        esac
        printf '</pkg:part>\n'
    done < "$work/lists/all"
    printf '</pkg:package>\n'
}

# zip_folder FOLDER OUT: the same files make the same bytes.
zip_folder() {
    case $2 in /*) zipped=$2 ;; *) zipped=$PWD/$2 ;; esac
    rm -f "$zipped"
    find "$1" -exec touch -t 200901010000 {} +
    find "$1" -type f -exec chmod 644 {} +
    # zip adds .zip to a name without an ending
    (cd "$1" && find . -type f | sed 's#^\./##' | sort | zip -X -q -D "$work/made.zip" -@)
    mv "$work/made.zip" "$zipped"
}

main
