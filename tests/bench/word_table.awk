# Writes the body of a Word document with one large table, as action plans have it: a header of two rows with merged cells, a theme
# row over the width every 25 rows, refs that are automatic numbers, owners merged over rows, a colour for each rating.
# usage: awk -v rows=5000 -v seed=1 -f word_table.awk        (the seed chooses the words)
BEGIN {
    verbs = split("Agree Publish Review Write Train Offer Report Launch Test Introduce Compare Prepare Draft Check Map", verb, " ")
    things = split("libraries parks homes roads schools depots offices markets museums gardens stations halls courts lanes", thing, " ")
    people = split("residents tenants readers traders visitors children drivers carers members officers", person, " ")
    posts = split("Housing Planning Leisure Transport Finance Benefits Property Learning Customer Waste", post, " ")
    months = split("January February March April May June July August September October November December", month, " ")
    colours = split("FF0000 FFC000 00B050 0070C0", colour, " ")

    print paragraph("Marlbrook Borough Council")
    print paragraph("Improvement Plan 2010/11")
    print "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w=\"900\"/><w:gridCol w:w=\"4000\"/><w:gridCol w:w=\"1800\"/><w:gridCol w:w=\"1300\"/><w:gridCol w:w=\"1300\"/><w:gridCol w:w=\"3000\"/><w:gridCol w:w=\"900\"/></w:tblGrid>"
    print "<w:tr><w:trPr><w:tblHeader/></w:trPr>" cell(down(1), "Ref") cell(down(1), "Action") cell(down(1), "Lead officer") cell("<w:gridSpan w:val=\"2\"/>", "Timescale") cell(down(1), "Measure of success") cell(down(1), "RAG") "</w:tr>"
    print "<w:tr><w:trPr><w:tblHeader/></w:trPr>" cell(down(0), "") cell(down(0), "") cell(down(0), "") cell("", "Start") cell("", "Finish") cell(down(0), "") cell(down(0), "") "</w:tr>"
    for (row = 0; row < rows; row++) {
        if (row % 25 == 0)
            print "<w:tr>" cell("<w:gridSpan w:val=\"7\"/>", "Theme " (row / 25 + 1) ": Better " pick(thing, things) " for " pick(person, people)) "</w:tr>"
        print "<w:tr>" number() cell("", task()) (row % 5 % 2 ? cell(down(0), "") : cell(down(1), pick(post, posts) " Manager")) \
            cell("", pick(month, months) " 2010") cell("", sprintf("%02d/%02d/2011", 1 + random(28), 1 + random(12))) \
            cell("", "Number of " pick(person, people) " who use " pick(thing, things) " up by " (2 + random(40)) " per cent") \
            cell("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"" pick(colour, colours) "\"/>", "") "</w:tr>"
    }
    print "</w:tbl>"
}

function task() {
    return pick(verb, verbs) " the " pick(thing, things) " with " pick(person, people) " and " tolower(pick(verb, verbs)) " what " \
        pick(person, people) " say of the " pick(thing, things) " (" random(100000) ")"
}
function number() {
    return "<w:tc><w:tcPr><w:tcW w:w=\"900\" w:type=\"dxa\"/></w:tcPr><w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"2\"/></w:numPr></w:pPr></w:p></w:tc>"
}
function down(first) { return first ? "<w:vMerge w:val=\"restart\"/>" : "<w:vMerge/>" }
function cell(properties, text) {
    return "<w:tc><w:tcPr><w:tcW w:w=\"1500\" w:type=\"dxa\"/>" properties "</w:tcPr>" paragraph(text) "</w:tc>"
}
function paragraph(text) {
    if (text == "")
        return "<w:p><w:pPr><w:spacing w:before=\"40\" w:after=\"40\"/><w:rPr><w:sz w:val=\"18\"/></w:rPr></w:pPr></w:p>"
    return "<w:p w:rsidR=\"00A12345\" w:rsidRDefault=\"00A12345\"><w:pPr><w:spacing w:before=\"40\" w:after=\"40\"/><w:rPr><w:sz w:val=\"18\"/></w:rPr></w:pPr><w:r><w:rPr><w:sz w:val=\"18\"/></w:rPr><w:t>" text "</w:t></w:r></w:p>"
}
function pick(list, count) { return list[1 + random(count)] }

# Numerical Recipes' 32-bit generator; its high bits, below n.
function random(n) {
    seed = (seed * 1664525 + 1013904223) % 4294967296
    return int(seed / 65536) % n
}
