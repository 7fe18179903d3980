#!/usr/bin/env python3
"""Renders gold annotations as plans in normal form: headings for sections, and below each a table with a column per field.

usage: render_gold.py GOLD.json BODY.xml NEW_GOLD.json

Writes the body of a Word document, and the gold that holds for it: without chart rows, readings on which people differ, and lines.
"""
import json
import sys
from datetime import date, timedelta
from xml.sax.saxutils import escape

MONTHS = "January February March April May June July August September October November December".split()
STATUS = {"completed": "Completed", "in_progress": "In progress", "not_started": "Not started", "cancelled": "Cancelled"}


def paragraph(text, heading=0):
    look = f'<w:pPr><w:pStyle w:val="Heading{heading}"/></w:pPr>' if heading else ""
    return f'<w:p>{look}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>' if text else "<w:p/>"


def table(columns, rows):
    """Columns that no row fills are left out, but for those that every table of its kind has."""
    kept = [i for i, (_, always) in enumerate(columns) if always or any(row[i] for row in rows)]
    cells = [[columns[i][0] for i in kept]] + [[row[i] for i in kept] for row in rows]
    out = ["<w:tbl><w:tblPr/><w:tblGrid>" + "<w:gridCol/>" * len(kept) + "</w:tblGrid>"]
    for number, row in enumerate(cells):
        head = "<w:trPr><w:tblHeader/></w:trPr>" if number == 0 else ""
        body = ["".join(map(paragraph, cell if isinstance(cell, list) else [cell])) or "<w:p/>" for cell in row]
        out.append(f"<w:tr>{head}" + "".join(f"<w:tc>{cell}</w:tc>" for cell in body) + "</w:tr>")
    return "\n".join(out + ["</w:tbl>", "<w:p/>"])


def first_of_next_month(day):
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def interval_words(first, last):
    if first == last:
        return f"{first.day:02}/{first.month:02}/{first.year}"
    whole_months = first.day == 1 and first_of_next_month(last) == last + timedelta(days=1)
    if not whole_months:
        return None
    if (first.year, first.month) == (last.year, last.month):
        return f"{MONTHS[first.month - 1]} {first.year}"
    if first.month == 1 and last.month == 12 and first.year == last.year:
        return str(first.year)
    if first.month == 4 and last.month == 3 and last.year == first.year + 1:
        return f"{first.year}/{last.year % 100:02}"
    return f"{MONTHS[first.month - 1]} {first.year} to {MONTHS[last.month - 1]} {last.year}"


def long_date(day):
    return f"{int(day[8:])} {MONTHS[int(day[5:7]) - 1]} {day[:4]}" if day else ""


def date_words(value):
    """A date as its days and flags say it; as printed where no days are known."""
    if not value["from"]:
        return value["text"]
    words = interval_words(date.fromisoformat(value["from"]), date.fromisoformat(value["to"]))
    if words is None:
        return value["text"]
    flags = value["flags"]
    words = "By " + words if "by" in flags else "From " + words if "after" in flags and "ongoing" not in flags else words
    if "ongoing" in flags:
        words += " and ongoing"
    if "recurring" in flags:
        words = "Quarterly from " + words
    return words


def dates(item, role):
    return [date_words(value) for value in item["dates"] if value["role"] == role]


def names(item, role):
    return [owner["name"] for owner in item["owners"] if (owner.get("role") or "lead") == role]


ACTION_COLUMNS = [("Ref", False), ("Issue", False), ("Action", True), ("Lead officer", True), ("Supporting officers", False),
                  ("Start date", False), ("Target date", True), ("Date completed", False), ("Review date", False),
                  ("Priority", False), ("Status", False), ("Milestones", False), ("Measure of success", False),
                  ("Progress", False), ("Resources", False), ("Links", False)]


def action_row(action):
    resources = [r["who"] + (f" {r['percent']}%" if r.get("percent") is not None else "") for r in action.get("resources") or []]
    return [action["ref"] or "", action.get("issue") or "", action["text"], names(action, "lead"), names(action, "support"),
            dates(action, "start"), dates(action, "due"), dates(action, "completed"), dates(action, "review"),
            (action.get("priority") or "").capitalize(), STATUS.get(action.get("status"), ""),
            [m["text"] for m in action.get("milestones") or [] if m["text"]], action.get("measure") or "",
            action.get("progress") or "", resources, action.get("links") or []]


RISK_COLUMNS = [("Ref", False), ("Risk", True), ("Consequence", True), ("Likelihood", False), ("Impact", True), ("Score", False),
                ("Mitigation", True), ("Owner", False), ("Notes", False)]


def risk_row(risk):
    return [risk.get("ref") or "", risk["text"], risk.get("consequence") or "", (risk.get("likelihood") or "").capitalize(),
            (risk.get("impact") or "").capitalize(), risk.get("score") or "", risk.get("mitigation") or "",
            names(risk, "lead"), risk.get("notes") or ""]


def indicator_table(indicators):
    years = sorted({year for indicator in indicators for year in indicator["values"]})
    columns = [("Code", True), ("Indicator", True)] + [(year, True) for year in years]
    return table(columns, [[i.get("code") or "", i["text"]] + [i["values"].get(year, "") for year in years] for i in indicators])


def same_section(item, section):
    return item.get("section") in ((section["code"], section["title"]) if section["code"] else (section["title"],))


def depth(section, sections):
    above = [s for s in sections if section["parent"] and section["parent"] in (s["code"], s["title"]) and s is not section]
    return 1 + depth(above[0], sections) if above else 1


def tables_of(actions, risks):
    out = [table(ACTION_COLUMNS, [action_row(a) for a in actions])] if actions else []
    return out + ([table(RISK_COLUMNS, [risk_row(r) for r in risks])] if risks else [])


def body(gold):
    out = [paragraph(gold["council"] or ""), paragraph(gold["title"] or ""), paragraph(long_date(gold["date"]))]
    left, risks, done = list(gold["actions"]), list(gold["risks"]), set()
    out += tables_of([a for a in left if not a["section"]], [r for r in risks if not r["section"]])
    if gold["indicators"]:
        out.append(indicator_table(gold["indicators"]))
    for section in gold["sections"]:
        code = section["code"] or ""
        title = section["title"] or ""
        name = f"{code}{'.' if code.isalpha() else ''} {title[:1].upper()}{title[1:]}".strip()
        out.append(paragraph(name, min(depth(section, gold["sections"]), 2)))
        if section.get("aim") and section["aim"] != section["title"]:
            out.append(paragraph("Aim: " + section["aim"]))
        key = section["code"] or section["title"]
        if key in done:
            continue
        done.add(key)
        out += tables_of([a for a in left if same_section(a, section)], [r for r in risks if same_section(r, section)])
    return "\n".join(out)


def normal(gold):
    for kind in ("sections", "actions", "risks", "indicators"):
        gold[kind] = [item for item in gold[kind] if not (item.get("optional") and kind != "sections") and item.get("kind") != "chart"]
        for item in gold[kind]:
            item["line"] = None
    gold["anomalies"] = []
    return gold


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        gold = normal(json.load(file))
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        file.write(body(gold))
    with open(sys.argv[3], "w", encoding="utf-8") as file:
        json.dump(gold, file)


main()
