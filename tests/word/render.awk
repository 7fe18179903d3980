# A text plan as the body of a Word document: lines with tabs, and empty ones between them, become tables, other lines paragraphs.
# usage: awk -v form=docx|2003 -f render.awk PLAN       prints what stands between <w:body> and </w:body>
BEGIN { vmerge = form == "2003" ? "vmerge" : "vMerge"; rows = 0 }

function escape(text) {
    gsub(/&/, "\\&amp;", text)
    gsub(/</, "\\&lt;", text)
    gsub(/>/, "\\&gt;", text)
    return text
}

function paragraph(text) {
    if (text == "")
        return "<w:p/>"
    return "<w:p><w:r><w:t xml:space=\"preserve\">" escape(text) "</w:t></w:r></w:p>"
}

function end_table(   r, c, widest, cells, n) {
    if (!rows)
        return
    for (r = 1; r <= rows; r++) {
        n = split(row[r], cells, "\t")
        if (n > widest)
            widest = n
    }
    printf "<w:tbl><w:tblGrid>"
    for (c = 1; c <= widest; c++)
        printf "<w:gridCol w:w=\"1200\"/>"
    print "</w:tblGrid>"
    for (r = 1; r <= rows; r++) {
        n = split(row[r], cells, "\t")
        printf "<w:tr>"
        for (c = 1; c <= widest; c++)
            printf "<w:tc>%s</w:tc>", paragraph(c <= n ? cells[c] : "")
        print "</w:tr>"
    }
    print "</w:tbl>"
    rows = 0
}

{ sub(/\r$/, ""); gsub(/\f/, "") }
/\t/ { row[++rows] = $0; blank = 0; next }
rows && $0 == "" { blank++; next }
{
    end_table()
    for (; blank; blank--)
        print paragraph("")
    print paragraph($0)
}
END { end_table() }
