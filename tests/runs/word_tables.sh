#!/bin/sh
# Word tables as people make them: frames round a page, lists inside of cells, tables torn by pages, cells merged over rows.
# shellcheck disable=SC1091,SC2154  # tests/tap.sh gives scratch
. tests/tap.sh
database=$scratch/db
p() { printf '<w:p><w:r><w:t xml:space="preserve">%s</w:t></w:r></w:p>' "$1"; }
cell() { printf '<w:tc>%s</w:tc>' "$(p "$1")"; }
row() { printf '<w:tr>'; for words; do cell "$words"; done; printf '</w:tr>'; }
merged() { printf '<w:tc><w:tcPr><w:vMerge%s/></w:tcPr>%s</w:tc>' "$1" "$(p "$2")"; }
head_row() { row Ref Action 'Lead officer' 'By when' 'Success measure'; }
front() { p 'Ashmere District Council'; p 'Homes Improvement Plan'; }

# says NAME SQL WANTED: standard input is a document's body
says() {
    rm -f "$database"
    sh tests/word/make_word.sh docx "$scratch/$1.docx" && "$PROGRAM" --db "$database" import --quiet "$scratch/$1.docx" &&
        sqlite3 -separator ' | ' "$database" "$2" > "$scratch/$1.said" && printf '%s\n' "$3" | diff - "$scratch/$1.said"
}
actions="SELECT a.ref, a.text, (SELECT group_concat(p.name, ', ') FROM ownership o JOIN party p ON p.id = o.party WHERE o.item = a.id), (SELECT group_concat(words, ', ') FROM date_value d WHERE d.item = a.id) FROM action a ORDER BY a.id"
steps="SELECT s.text, (SELECT group_concat(p.name, ', ') FROM ownership o JOIN party p ON p.id = o.party WHERE o.item = s.id), (SELECT group_concat(words, ', ') FROM date_value d WHERE d.item = s.id) FROM milestone s ORDER BY s.id"

frame() {
    printf '<w:tbl>'
    row '' 'Ashmere District Council'
    printf '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
    p 'Homes Improvement Plan'
    printf '<w:tbl>'
    head_row
    row A1 'Review the lettings policy' 'Housing Manager' 31/03/2010 'Policy agreed'
    row A2 'Train all staff in lettings' 'HR Adviser' 30/06/2010 'All staff trained'
    printf '</w:tbl><w:p/></w:tc></w:tr></w:tbl>'
}
in_frame() { frame | says frame "$actions" 'A1 | Review the lettings policy | Housing Manager | 31/03/2010
A2 | Train all staff in lettings | HR Adviser | 30/06/2010'; }
holds "a table inside of a page's frame is read" in_frame
named_in_frame() { [ "$(sqlite3 -separator ' | ' "$database" "SELECT c.name, e.title FROM edition e JOIN council c ON c.id = e.council")" = 'Ashmere District Council | Homes Improvement Plan' ]; }
holds "and the frame names council and plan" named_in_frame

nested() {
    front
    printf '<w:tbl>'
    head_row
    printf '<w:tr>%s<w:tc>%s<w:tbl>' "$(cell A1)" "$(p 'Review the lettings policy')"
    row 'Draft the policy' 'May 2010'
    row 'Consult tenants' 'July 2010'
    printf '</w:tbl><w:p/></w:tc>%s%s%s</w:tr>' "$(cell 'Housing Manager')" "$(cell 31/03/2011)" "$(cell 'Policy agreed')"
    row A2 'Train all staff in lettings' 'HR Adviser' 30/06/2010 'All staff trained'
    printf '</w:tbl>'
}
nested_steps() { nested | says nested "$steps" 'Draft the policy |  | May 2010
Consult tenants |  | July 2010'; }
holds "a table inside of a task's cell is its steps" nested_steps
nested_actions() { nested | says nested "$actions" 'A1 | Review the lettings policy | Housing Manager | 31/03/2011, May 2010, July 2010
A2 | Train all staff in lettings | HR Adviser | 30/06/2010'; }
holds "and its task keeps its own words, people and day" nested_actions

headed() {
    front
    printf '<w:tbl>'
    row Ref Action Milestones 'Lead officer' 'By when'
    printf '<w:tr>%s%s<w:tc><w:tbl>' "$(cell A1)" "$(cell 'Review the lettings policy')"
    row Milestone Lead Date
    row 'Draft the policy' 'Policy Officer' 'May 2010'
    row 'Consult tenants' 'Tenant Liaison Officer' 'July 2010'
    printf '</w:tbl><w:p/></w:tc>%s%s</w:tr>' "$(cell 'Housing Manager')" "$(cell 31/03/2011)"
    row A2 'Train all staff in lettings' '' 'HR Adviser' 30/06/2010
    printf '</w:tbl>'
}
headed_steps() { headed | says headed "$steps" 'Draft the policy | Policy Officer | May 2010
Consult tenants | Tenant Liaison Officer | July 2010'; }
holds "one with a header of its own gives each step its people and day" headed_steps

split() {
    front
    printf '<w:tbl>'
    head_row
    row A1 'Review the lettings policy' 'Housing Manager' 31/03/2010 'Policy agreed'
    printf '</w:tbl><w:p/><w:tbl>'
    row A2 'Train all staff in lettings' 'HR Adviser' 30/06/2010 'All staff trained'
    printf '</w:tbl><w:p><w:pPr><w:sectPr/></w:pPr></w:p><w:tbl>'
    head_row
    row A3 'Publish the new standards' 'HR Adviser' 30/07/2010 Published
    printf '</w:tbl>'
}
split_actions() { split | says split "$actions" 'A1 | Review the lettings policy | Housing Manager | 31/03/2010
A2 | Train all staff in lettings | HR Adviser | 30/06/2010
A3 | Publish the new standards | HR Adviser | 30/07/2010'; }
holds "a table split by pages or sections goes on, its header repeated or not" split_actions

torn() {
    front
    printf '<w:tbl>'
    head_row
    row A1 'Review the lettings policy and the way in which' 'Housing Manager' 31/03/2010 'Policy agreed'
    printf '</w:tbl><w:p/><w:tbl>'
    head_row
    row '' 'officers apply it to transfers' '' '' 'by members'
    row A2 'Train all staff in lettings' 'HR Adviser' 30/06/2010 'All staff trained'
    printf '</w:tbl>'
}
torn_actions() { torn | says torn "$actions" 'A1 | Review the lettings policy and the way in which officers apply it to transfers | Housing Manager | 31/03/2010
A2 | Train all staff in lettings | HR Adviser | 30/06/2010'; }
holds "a row torn by a page goes on in the next table with the same header" torn_actions

merged_rows() {
    front
    printf '<w:tbl><w:tr>%s%s%s' "$(merged ' w:val="restart"' Ref)" "$(merged ' w:val="restart"' Action)" "$(merged ' w:val="restart"' 'Lead officer')"
    printf '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>%s</w:tc></w:tr>' "$(p Timescale)"
    printf '<w:tr>%s%s%s%s%s</w:tr>' "$(merged '' '')" "$(merged '' '')" "$(merged '' '')" "$(cell Start)" "$(cell Finish)"
    printf '<w:tr>%s%s%s%s%s</w:tr>' "$(cell A1)" "$(cell 'Review the lettings policy')" "$(merged ' w:val="restart"' 'Housing Manager')" "$(cell 'April 2010')" "$(cell 'May 2010')"
    printf '<w:tr>%s%s%s%s%s</w:tr></w:tbl>' "$(cell A2)" "$(cell 'Train the staff')" "$(merged '' '')" "$(cell 'June 2010')" "$(cell 'July 2010')"
}
merged_actions() { merged_rows | says merged "$actions" 'A1 | Review the lettings policy | Housing Manager | April 2010, May 2010
A2 | Train the staff | Housing Manager | June 2010, July 2010'; }
holds "a merged owner holds for each of its rows, under a header of two rows" merged_actions
placed() {
    split | says placed "SELECT 1" 1 && "$PROGRAM" --db "$database" explain placed-002 | tr -s ' \n' ' ' > "$scratch/placed.said" &&
        grep -q "table 2, row 1, 'Action': \"Train all staff in lettings\"" "$scratch/placed.said" &&
        "$PROGRAM" --db "$database" export --format json | grep -q '"line": null, "place": {"table": 2, "row": 1, "column": 3, "heading": "Lead officer"'
}
holds "a value's place is its table, row and column, by the heading that stands over it" placed

shaded() { printf '<w:tc><w:tcPr><w:shd w:val="clear" w:fill="%s"/></w:tcPr>%s</w:tc>' "$1" "$(p "$2")"; }
bars() {
    front
    printf '<w:tbl>'
    row Task Lead Apr-10 May-10 Jun-10 Jul-10
    printf '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="6"/></w:tcPr>%s</w:tc></w:tr>' "$(p Lettings)"
    printf '<w:tr>%s%s%s%s%s%s</w:tr>' "$(cell 'Review the policy')" "$(cell 'Housing Manager')" "$(shaded 00B050 '')" "$(shaded 00B050 '')" "$(cell '')" "$(cell '')"
    printf '<w:tr>%s%s%s%s%s%s</w:tr>' "$(cell 'Train staff')" "$(cell 'HR Adviser')" "$(cell '')" "$(cell '')" "$(cell '')" "$(shaded 4F81BD '')"
    printf '<w:tr>'
    for words in Report '' '' '' '' ''; do shaded EEEEEE "$words"; done
    printf '</w:tr>'
    row 'Consult tenants' '' x x x ''
    printf '</w:tbl>'
}
bar_actions() { bars | says bars "$actions" ' | Review the policy | Housing Manager | Apr-10, May-10
 | Train staff | HR Adviser | Jul-10
 | Report |  | 
 | Consult tenants |  | Apr-10, Jun-10'; }
holds "a bar is the shaded or marked cells of its row, not a row in one colour" bar_actions
finish
