# Takes a Flat OPC file that make_word.sh wrote apart into its parts, so that they can be zipped as a docx.
# usage: awk -v folder=OUT -f unflatten.awk FILE        (the folders of the parts must be there: see word_office.sh)
BEGIN {
    types = folder "/[Content_Types].xml"
    print "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">" > types
    print "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>" > types
}
/^<pkg:part / {
    match($0, /pkg:name="[^"]*"/)
    name = substr($0, RSTART + 10, RLENGTH - 11)
    match($0, /pkg:contentType="[^"]*"/)
    printf "<Override PartName=\"%s\" ContentType=\"%s\"/>\n", name, substr($0, RSTART + 17, RLENGTH - 18) > types
    part = folder name
    sub(/^<pkg:part [^>]*><pkg:xmlData>/, "")
}
part != "" {
    last = sub(/<\/pkg:xmlData><\/pkg:part>$/, "")
    print > part
    if (last) { close(part); part = "" }
}
END { print "</Types>" > types }
