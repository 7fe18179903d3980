# Writes out the short form in which the Word plans of tests/word/plans are kept: what stands between <w:body> and </w:body>.
# usage: awk -v form=docx|2003 -f expand.awk PLAN
#
#   # words              a heading (## of the second level), by its style
#   words                a paragraph; an empty line makes none, a line with one full stop an empty one
#   | cell | cell |      a row; rows that follow each other are a table. |= begins a header row, |- one whose deletion, |+ one whose
#                        insertion is tracked; a paragraph in a cell ends at //
#   <w:...>              XML as it is; <w:tr> or <w:sdt> behind a row is a row. XML as it is, too, is a cell that begins with <
# Before words, in braces:
#   {num N L}            numbered by list N at level L (2003: {num N L LABEL}, with the label that Word printed)
#   {style S} {break}    of this style; on a new page. {table S} alone in a line: the style of the table that follows
#   of cells: {span N}  {down} {up} (a vertical merge begins, goes on)  {right} {left} (a horizontal one)  {fill RRGGBB}
#             {theme NAME TINT} {theme NAME shadeSHADE}  {pattern NAME COLOUR FILL}  {before N} {after N} (the row leaves N columns out)
# Among words, in double brackets:
#   [[<w:...>]]          XML as it is
#   [[ins:words]] [[del:words]] [[from:words]] [[to:words]]    tracked changes
#   [[b:words]] [[hidden:words]] [[mark:COLOUR:words]] [[colour:RRGGBB:words]] [[font:NAME:words]]
#   [[tab]] [[br]] [[page]] [[hyphen]] [[soft]]  [[sym:FONT:CODE]]  [[field:CODE:result]]  [[simple:CODE:result]]
#   [[link:words]]  [[footnote:N]] [[endnote:N]] [[comment:N:words]]

BEGIN { old = form == "2003"; revision = 100 }

/^\|/ { row[++rows] = $0; next }
rows && /^<w:(tr|sdt)[ >]/ { row[++rows] = $0; next }
{ end_table() }
/^$/ { next }
/^\{table / { table_style = "<w:tblStyle w:val=\"" substr($2, 1, length($2) - 1) "\"/>"; next }
/^\.$/ { print "<w:p/>"; next }
/^</ { print; next }
/^## / { print paragraph("{style Heading2}" substr($0, 4)); next }
/^# / { print paragraph("{style Heading1}" substr($0, 3)); next }
{ print paragraph($0) }
END { end_table() }

function escape(text) {
    gsub(/&/, "\\&amp;", text)
    gsub(/</, "\\&lt;", text)
    gsub(/>/, "\\&gt;", text)
    return text
}

# ---- tables

function end_table(   r, cells) {
    if (!rows)
        return
    columns = 0
    for (r = 1; r <= rows; r++) {
        cells = row[r] ~ /^\|/ ? expand_row(row[r]) : row[r]
        written[r] = cells
    }
    printf "<w:tbl><w:tblPr>%s<w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid>", table_style
    for (r = 1; r <= columns; r++)
        printf "<w:gridCol w:w=\"1500\"/>"
    print "</w:tblGrid>"
    for (r = 1; r <= rows; r++)
        print written[r]
    print "</w:tbl>"
    rows = 0
    table_style = ""
}

function expand_row(text,   kind, n, cells, c, out) {
    kind = substr(text, 2, 1)
    sub(/^\|[=+-]?/, "", text)
    sub(/\|$/, "", text)
    n = split(text, cells, "|")
    grid = 0
    row_properties = ""
    out = ""
    for (c = 1; c <= n; c++)
        out = out expand_cell(trimmed(cells[c]))
    if (grid > columns)
        columns = grid
    if (kind == "=")
        row_properties = row_properties "<w:tblHeader/>"
    if (kind == "-" || kind == "+")
        row_properties = row_properties tracked_row(kind)
    return "<w:tr>" (row_properties == "" ? "" : "<w:trPr>" row_properties "</w:trPr>") out "</w:tr>"
}

function tracked_row(kind) {
    if (old)
        return "<aml:annotation aml:id=\"" (++revision) "\" w:type=\"Word." (kind == "-" ? "Deletion" : "Insertion") \
            "\" aml:author=\"A Reviewer\" aml:createdate=\"2011-03-01T09:00:00Z\"/>"
    return "<w:" (kind == "-" ? "del" : "ins") " " who() "/>"
}

# A cell's own options come first; those of paragraphs stay with their words.
function expand_cell(text,   properties, name, rest, width, out, n, paragraphs, i) {
    properties = ""
    width = 1
    while (match(text, /^\{[^}]*\}/)) {
        name = substr(text, 2, RLENGTH - 2)
        if (name ~ /^(num|style|break)/)
            break
        rest = substr(text, RLENGTH + 1)
        sub(/^ /, "", rest)
        text = rest
        width = name ~ /^span / ? substr(name, 6) + 0 : width
        properties = properties cell_property(name)
    }
    grid += width
    out = "<w:tc><w:tcPr><w:tcW w:w=\"" (1500 * width) "\" w:type=\"dxa\"/>" properties "</w:tcPr>"
    if (text ~ /^</)
        return out text "</w:tc>"
    n = split(text, paragraphs, /[ ]*\/\/[ ]*/)
    if (n == 0)
        out = out "<w:p/>"
    for (i = 1; i <= n; i++)
        out = out paragraph(paragraphs[i])
    return out "</w:tc>"
}

function cell_property(name,   word) {
    split(name, word, " ")
    if (word[1] == "span")
        return "<w:gridSpan w:val=\"" word[2] "\"/>"
    if (word[1] == "down" || word[1] == "up")
        return "<w:" (old ? "vmerge" : "vMerge") (word[1] == "down" ? " w:val=\"restart\"" : "") "/>"
    if (word[1] == "right" || word[1] == "left")
        return "<w:" (old ? "hmerge" : "hMerge") (word[1] == "right" ? " w:val=\"restart\"" : "") "/>"
    if (word[1] == "fill")
        return "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"" word[2] "\"/>"
    if (word[1] == "theme")
        return "<w:shd w:val=\"clear\" w:color=\"auto\" w:themeFill=\"" word[2] "\"" \
            (word[3] == "" ? "" : word[3] ~ /^shade/ ? " w:themeFillShade=\"" substr(word[3], 6) "\"" : " w:themeFillTint=\"" word[3] "\"") "/>"
    if (word[1] == "pattern")
        return "<w:shd w:val=\"" word[2] "\" w:color=\"" word[3] "\" w:fill=\"" word[4] "\"/>"
    if (word[1] == "before" || word[1] == "after") {
        grid += word[2]
        row_properties = row_properties "<w:grid" (word[1] == "before" ? "Before" : "After") " w:val=\"" word[2] "\"/>"
        return ""
    }
    print "expand.awk: no such option: " name > "/dev/stderr"
    exit 1
}

# ---- paragraphs

function paragraph(text,   properties, name, word) {
    properties = ""
    while (match(text, /^\{[^}]*\}/)) {
        name = substr(text, 2, RLENGTH - 2)
        text = substr(text, RLENGTH + 1)
        sub(/^ /, "", text)
        split(name, word, " ")
        if (word[1] == "style")
            properties = "<w:pStyle w:val=\"" word[2] "\"/>" properties
        else if (word[1] == "break")
            properties = properties "<w:pageBreakBefore/>"
        else if (word[1] == "num")
            properties = properties number_properties(word[2], word[3], word[4])
    }
    return "<w:p>" (properties == "" ? "" : "<w:pPr>" properties "</w:pPr>") runs(text) "</w:p>"
}

function number_properties(list, level, label) {
    if (old)
        return "<w:listPr><w:ilvl w:val=\"" level "\"/><w:ilfo w:val=\"" list "\"/>" \
            (label == "" ? "" : "<wx:t wx:val=\"" label "\"/>") "</w:listPr>"
    return "<w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"" list "\"/></w:numPr>"
}

# ---- words

function runs(text,   out, at, behind) {
    out = ""
    while ((at = index(text, "[["))) {
        out = out run("", substr(text, 1, at - 1))
        text = substr(text, at + 2)
        behind = index(text, "]]")
        out = out inline(substr(text, 1, behind - 1))
        text = substr(text, behind + 2)
    }
    return out run("", text)
}

function run(properties, text) {
    if (text == "")
        return ""
    return "<w:r>" look(properties) (old ? "<w:t>" : "<w:t xml:space=\"preserve\">") escape(text) "</w:t></w:r>"
}

function look(properties) { return properties == "" ? "" : "<w:rPr>" properties "</w:rPr>" }

function inline(text,   name, rest, first, second) {
    if (text ~ /^</)
        return text
    name = text
    sub(/:.*/, "", name)
    rest = substr(text, length(name) + 2)
    first = rest
    sub(/:.*/, "", first)
    second = substr(rest, length(first) + 2)
    if (name == "ins" || name == "to" || name == "del" || name == "from")
        return change(name, rest)
    if (name == "b") return run("<w:b/>", rest)
    if (name == "hidden") return run("<w:vanish/>", rest)
    if (name == "mark") return run("<w:highlight w:val=\"" first "\"/>", second)
    if (name == "colour") return run("<w:color w:val=\"" first "\"/>", second)
    if (name == "font") return run("<w:rFonts w:ascii=\"" first "\" " (old ? "w:h-ansi" : "w:hAnsi") "=\"" first "\"/>", second)
    if (name == "tab") return "<w:r><w:tab/></w:r>"
    if (name == "br") return "<w:r><w:br/></w:r>"
    if (name == "page") return "<w:r><w:br w:type=\"page\"/></w:r>"
    if (name == "hyphen") return "<w:r><w:noBreakHyphen/></w:r>"
    if (name == "soft") return "<w:r><w:softHyphen/></w:r>"
    if (name == "sym") return "<w:r><w:sym w:font=\"" first "\" w:char=\"" second "\"/></w:r>"
    if (name == "field")
        return field("begin") "<w:r><w:instrText xml:space=\"preserve\"> " escape(first) " </w:instrText></w:r>" \
            field("separate") run("", second) field("end")
    if (name == "simple") return "<w:fldSimple w:instr=\" " escape(first) " \">" run("", second) "</w:fldSimple>"
    if (name == "link") return (old ? "<w:hlink w:dest=\"http://example.org/\">" : "<w:hyperlink w:anchor=\"top\">") \
        run("", rest) (old ? "</w:hlink>" : "</w:hyperlink>")
    if (name == "footnote" || name == "endnote") return "<w:r><w:" name "Reference w:id=\"" rest "\"/></w:r>"
    if (name == "comment")
        return "<w:commentRangeStart w:id=\"" first "\"/>" run("", second) "<w:commentRangeEnd w:id=\"" first "\"/>" \
            "<w:r><w:commentReference w:id=\"" first "\"/></w:r>"
    print "expand.awk: no such mark: " name > "/dev/stderr"
    exit 1
}

function field(type) { return "<w:r><w:fldChar w:fldCharType=\"" type "\"/></w:r>" }

function who() { return "w:id=\"" (++revision) "\" w:author=\"A Reviewer\" w:date=\"2011-03-01T09:00:00Z\"" }

function change(name, words,   element, content) {
    content = run("", words)
    if (name == "del") {
        gsub(/<w:t>/, "<w:delText>", content)
        gsub(/<w:t /, "<w:delText ", content)
        gsub(/<\/w:t>/, "</w:delText>", content)
    }
    if (old)
        return "<aml:annotation aml:id=\"" (++revision) "\" w:type=\"Word." (name == "del" || name == "from" ? "Deletion" : "Insertion") \
            "\" aml:author=\"A Reviewer\" aml:createdate=\"2011-03-01T09:00:00Z\"><aml:content>" content "</aml:content></aml:annotation>"
    element = name == "from" ? "moveFrom" : name == "to" ? "moveTo" : name
    return "<w:" element " " who() ">" content "</w:" element ">"
}

function trimmed(text) {
    gsub(/^ +| +$/, "", text)
    return text
}
