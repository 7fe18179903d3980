#include "output/report_page.h"

#include <math.h>

/* Colours that text is set in have 4.5 to 1 or more against what they stand on, in light and in dark
 * (WCAG 2.2, 1.4.3). */
const char *const report_style_lines[] = {
    ":root {",
    "  color-scheme: light dark;",
    "  --paper: #f5f4ef; --card: #ffffff; --ink: #1c232b; --quiet: #56606a; --line: #dbd8cf; --faint: "
    "#efede6;",
    "  --accent: #0b5563; --soft: #e2eef0; --mark: #ffe59a; --mark-ink: #1c232b;",
    "  --error: #8e1b1b; --warning: #7d4600; --note: #34527a;",
    "  --side: #12343c; --side-ink: #e8f1f2; --side-quiet: #a9c6cb;",
    "}",
    "@media (prefers-color-scheme: dark) {",
    "  :root {",
    "    --paper: #11161a; --card: #1a2127; --ink: #e8e6e0; --quiet: #a9b2ba; --line: #343e47; --faint: "
    "#222a31;",
    "    --accent: #84ccd8; --soft: #1f3439; --mark: #66520f; --mark-ink: #fff6d8;",
    "    --error: #f4a59d; --warning: #f1b76c; --note: #afc8ea;",
    "    --side: #0c1f24; --side-ink: #e8f1f2; --side-quiet: #9dbcc2;",
    "  }",
    "}",
    "* { box-sizing: border-box; }",
    "html { scroll-padding-top: 1rem; }",
    "body {",
    "  margin: 0; background: var(--paper); color: var(--ink); line-height: 1.5;",
    "  font-family: Inter, system-ui, -apple-system, \"Segoe UI\", Roboto, \"Helvetica Neue\", "
    "\"Liberation Sans\", Arial, sans-serif;",
    "  display: grid; grid-template-columns: 15.5rem minmax(0, 1fr);",
    "}",
    "a { color: var(--accent); text-underline-offset: .15em; }",
    ":focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 3px; }",
    "main:focus { outline: none; }",
    "h1, h2, h3, h4 { line-height: 1.2; text-wrap: balance; margin: 0 0 .5rem; letter-spacing: -.012em; }",
    "h1 { font-size: 2.1rem; } h2 { font-size: 1.65rem; } h3 { font-size: 1.12rem; } h4 { font-size: "
    "1rem; }",
    "p { margin: 0 0 .75rem; max-width: 46rem; }",
    "q { quotes: \"\\201C\" \"\\201D\"; overflow-wrap: anywhere; }",
    "td, th, li, dd, p { unicode-bidi: isolate; }",
    ".quiet { color: var(--quiet); } .missing { color: var(--quiet); font-style: italic; } .block { "
    "display: block; }",
    ".small { font-size: .85rem; margin: .4rem 0 0; }",
    ".lead { font-size: 1.12rem; color: var(--quiet); }",
    ".skip { position: absolute; left: -99rem; }",
    ".skip:focus { left: 1rem; top: 1rem; background: var(--card); padding: .5rem 1rem; z-index: 2; }",
    "",
    "nav { background: var(--side); color: var(--side-ink); padding: 1.5rem 1.1rem; position: sticky; "
    "top: 0; height: 100vh; overflow-y: auto; font-size: .92rem; }",
    "nav .brand { font-weight: 700; font-size: 1.15rem; letter-spacing: -.01em; margin-bottom: 1rem; }",
    "nav ul { list-style: none; margin: 0; padding: 0; }",
    "nav a { display: block; color: var(--side-quiet); text-decoration: none; padding: .42rem .6rem; "
    "border-radius: 6px; margin: 0 -.2rem; overflow-wrap: anywhere; }",
    "nav a:hover { color: #fff; background: rgb(255 255 255 / .09); }",
    "nav :focus-visible { outline-color: #fff; }",
    "main { padding: 2.2rem clamp(1rem, 3vw, 3rem) 4rem; max-width: 84rem; min-width: 0; }",
    "section { margin-bottom: 3.5rem; }",
    "section.plan, #overlaps, #method { border-top: 3px solid var(--accent); padding-top: 1.4rem; }",
    ".card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: "
    "1.1rem 1.25rem; margin: 0 0 1.1rem; min-width: 0; }",
    ".pair-of-cards { display: grid; align-items: start; gap: 1.1rem; grid-template-columns: "
    "repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); margin-bottom: 1.1rem; }",
    ".pair-of-cards .card { margin: 0; }",
    ".scroll { overflow-x: auto; }",
    "",
    ".tiles { list-style: none; margin: 1.4rem 0 1.1rem; padding: 0; display: grid; gap: .8rem; "
    "grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); }",
    ".tiles li { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: "
    ".8rem 1rem .9rem; }",
    ".tiles .number { display: block; font-size: 2rem; font-weight: 700; line-height: 1.1; "
    "letter-spacing: -.03em; font-variant-numeric: tabular-nums; }",
    ".tiles .name { font-weight: 600; } .tiles .quiet { display: block; font-size: .82rem; line-height: "
    "1.35; margin-top: .15rem; }",
    "",
    "table { border-collapse: collapse; width: 100%; font-size: .9rem; }",
    "caption { text-align: left; padding: 0 0 .6rem; font-size: .9rem; }",
    "th, td { text-align: left; vertical-align: top; padding: .5rem .65rem; border-bottom: 1px solid "
    "var(--line); overflow-wrap: break-word; }",
    "thead th { font-size: .8rem; color: var(--quiet); font-weight: 600; border-bottom: 2px solid "
    "var(--line); vertical-align: bottom; }",
    "tbody tr:last-child > * { border-bottom-color: var(--line); }",
    "td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }",
    ".overview th[scope=\"row\"] { font-weight: 600; min-width: 13rem; }",
    ".overview .block { font-weight: 400; font-size: .85rem; }",
    ".overview thead th { white-space: normal; }",
    ".overview td { vertical-align: middle; } .overview th, .overview td { padding-block: .42rem; }",
    "",
    ".share { display: grid; grid-template-columns: minmax(4rem, 1fr) auto; gap: .1rem .6rem; "
    "align-items: center; min-width: 7.5rem; }",
    ".share .figure { font-variant-numeric: tabular-nums; font-size: .85rem; white-space: nowrap; }",
    ".share .name { grid-column: 1 / -1; font-size: .9rem; }",
    ".complete .share { grid-template-columns: 5rem minmax(4rem, 1fr) 6rem; margin-bottom: .55rem; } "
    ".complete .share .name { grid-column: auto; font-size: .92rem; } .complete .figure { text-align: "
    "right; }",
    ".bar { width: 100%; height: .5rem; display: block; border-radius: 4px; overflow: hidden; }",
    ".track { fill: var(--line); } .fill { fill: var(--accent); }",
    "",
    ".facts { display: flex; flex-wrap: wrap; gap: .35rem 2rem; margin: 0 0 1.3rem; }",
    ".facts div { min-width: 0; max-width: 100%; } .facts dt { font-size: .8rem; color: var(--quiet); } "
    ".facts dd { margin: 0; overflow-wrap: anywhere; }",
    "",
    ".matrix-row { display: grid; gap: 1rem 2rem; grid-template-columns: repeat(auto-fit, "
    "minmax(min(100%, 20rem), 1fr)); align-items: start; }",
    ".matrix-row > :first-child { grid-column: span 1; }",
    "@media (min-width: 76rem) { .matrix-row { grid-template-columns: minmax(0, 1.75fr) minmax(0, 1fr); "
    "} }",
    ".matrix { width: 100%; min-width: 30rem; max-width: 44rem; height: auto; display: block; "
    "font-family: inherit; }",
    ".matrix .level { font-size: 13px; fill: var(--ink); } .matrix .axis { font-size: 13px; font-weight: "
    "600; fill: var(--quiet); }",
    ".matrix .letter { font-size: 14px; font-weight: 600; }",
    ".matrix .pin { fill: #ffffff; stroke: #1c232b; stroke-width: 1.5; } .matrix .count { font-size: "
    "17px; font-weight: 700; fill: #1c232b; }",
    ".matrix .range-under { fill: none; stroke: #ffffff; stroke-width: 4.5; } .matrix .range { fill: "
    "none; stroke: #1c232b; stroke-width: 2; stroke-dasharray: 8 5; }",
    ".matrix .badge { fill: #1c232b; stroke: #ffffff; stroke-width: 1.5; } .matrix .badge-letter { "
    "font-size: 13px; font-weight: 700; fill: #ffffff; }",
    ".tray { background: var(--faint); border-radius: 8px; padding: .9rem 1.1rem; font-size: .92rem; }",
    ".tray .title { font-weight: 600; margin: 0 0 .4rem; } .tray ul { list-style: none; margin: 0; "
    "padding: 0; } .tray li { display: flex; gap: .6rem; margin: .55rem 0; }",
    ".tray .badge { flex: none; width: 1.5rem; height: 1.5rem; border-radius: 50%; background: #1c232b; "
    "color: #fff; border: 1px solid #fff; text-align: center; font-weight: 700; font-size: .85rem; "
    "line-height: 1.4rem; }",
    ".own-scale { width: auto; font-size: .88rem; margin-top: .9rem; } .own-scale th, .own-scale td { "
    "padding: .25rem .6rem; } .own-scale caption { font-size: .85rem; padding-bottom: .3rem; } .tray > "
    ":last-child { margin-bottom: 0; }",
    ".allowed { font-weight: 600; }",
    ".legend { list-style: none; margin: .4rem 0 .4rem; padding: 0; display: flex; flex-wrap: wrap; gap: "
    ".4rem 1.2rem; font-size: .9rem; }",
    ".swatch { display: inline-block; min-width: 1.5rem; text-align: center; font-weight: 700; "
    "font-size: .82rem; border-radius: 4px; border: 1px solid var(--line); line-height: 1.4rem; }",
    ".as-table { margin-top: .8rem; } .matrix-table { width: auto; margin-top: .6rem; } .matrix-table td "
    "{ border: 1px solid var(--line); }",
    "summary { cursor: pointer; padding: .25rem 0; min-height: 26px; }",
    "",
    ".rule { border-top: 1px solid var(--line); padding: .5rem 0; }",
    ".rule > p { color: var(--quiet); font-size: .9rem; margin: .2rem 0 .5rem; }",
    ".rule ul, .not-tested ul, .unread ul { margin: 0 0 .4rem; padding-left: 1.1rem; font-size: .92rem; }",
    ".rule li { margin: .25rem 0; overflow-wrap: anywhere; } .rule li:target, tr:target > * { "
    "background: var(--soft); }",
    ".rule .line { color: var(--quiet); font-variant-numeric: tabular-nums; margin-right: .3rem; } .rule "
    ".ref { font-weight: 600; margin-right: .3rem; }",
    ".not-tested { border-top: 1px solid var(--line); margin-top: .6rem; padding-top: .8rem; color: "
    "var(--quiet); }",
    ".mark { display: inline-block; font-size: .76rem; font-weight: 600; line-height: 1.35; padding: "
    ".08rem .5rem; border-radius: 99px; border: 1.5px solid; text-decoration: none; white-space: nowrap; "
    "}",
    "a.mark { padding: .2rem .55rem; }",
    ".mark.error { color: var(--error); } .mark.warning { color: var(--warning); border-style: dashed; } "
    ".mark.note { color: var(--note); border-style: dotted; }",
    "",
    ".filter { display: flex; flex-wrap: wrap; gap: .5rem 1.2rem; align-items: center; margin: 0 0 "
    ".8rem; } .filter[hidden] { display: none; }",
    ".filter input, .filter select { font: inherit; color: inherit; background: var(--card); border: 1px "
    "solid #868d93; border-radius: 6px; padding: .3rem .55rem; min-height: 2.1rem; max-width: 100%; }",
    ".filter output { font-weight: 600; }",
    ".register .ref { white-space: nowrap; font-weight: 600; } .register .what { min-width: 17rem; "
    "width: 42%; } .register .who, .register .when { min-width: 8.5rem; max-width: 13rem; }",
    ".register .measure { min-width: 11rem; } .register .line { text-align: right; font-variant-numeric: "
    "tabular-nums; color: var(--quiet); }",
    ".register .section th { background: var(--faint); font-size: .95rem; font-weight: 600; padding-top: "
    ".6rem; }",
    ".register .code { color: var(--accent); margin-right: .4rem; } .register details { font-size: "
    ".92em; } .register dl { margin: .1rem 0 .4rem; padding-left: .8rem; border-left: 3px solid "
    "var(--line); } .register .one dt { position: absolute; left: -99rem; } .register dt { color: "
    "var(--quiet); font-size: .88em; } .register dd { margin: 0 0 .3rem; }",
    ".register ol { margin: .2rem 0; padding-left: 1.3rem; }",
    ".risks .ref { white-space: normal; overflow-wrap: anywhere; min-width: 6rem; } .risks .what { "
    "width: 30%; }",
    ".day.invalid { color: var(--error); font-weight: 600; }",
    ".tag { display: inline-block; font-size: .78rem; font-weight: 600; line-height: 1.4; padding: "
    ".05rem .5rem; border-radius: 4px; background: var(--soft); color: var(--ink); white-space: nowrap; }",
    ".what .tag { margin-left: .4rem; } .what .mark { margin-left: .15rem; }",
    "",
    "#overview h2 { font-size: 1.3rem; margin-top: .3rem; }",
    ".pairs { list-style: none; margin: 0; padding: 0; } .pair { background: var(--card); border: 1px "
    "solid var(--line); border-radius: 10px; padding: 1rem 1.25rem; margin-bottom: .9rem; }",
    ".score { display: grid; grid-template-columns: auto minmax(2rem, 9rem) auto; gap: .7rem; "
    "align-items: center; justify-content: start; margin-bottom: .7rem; }",
    ".score .figure { font-weight: 700; font-variant-numeric: tabular-nums; } .tag.near-copy, "
    ".tag.same-work { background: var(--accent); color: var(--card); }",
    ".sides { display: grid; gap: .6rem 2rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, "
    "19rem), 1fr)); } .side p { margin: 0 0 .3rem; overflow-wrap: anywhere; } .where { font-size: "
    ".88rem; }",
    "mark { background: var(--mark); color: var(--mark-ink); border-radius: 3px; padding: 0 .12em; "
    "text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: .18em; }",
    ".words { list-style: none; margin: .5rem 0 0; padding: 0; display: flex; flex-wrap: wrap; gap: "
    ".35rem .5rem; font-size: .85rem; } .words li { border: 1px solid var(--line); border-radius: 99px; "
    "padding: .05rem .6rem; }",
    ".weight { color: var(--quiet); font-variant-numeric: tabular-nums; }",
    ".method dt { font-weight: 600; } .method dd { margin: 0 0 .8rem; max-width: 46rem; }",
    "",
    "@media (max-width: 62rem) {",
    "  body { display: block; }",
    "  nav { position: static; height: auto; max-height: 40vh; padding: 1rem; } nav ul { display: flex; "
    "flex-wrap: wrap; gap: 0 .5rem; } nav .brand { margin-bottom: .4rem; }",
    "}",
    "@media (max-width: 44rem) {",
    "  main { padding-top: 1.4rem; } h1 { font-size: 1.7rem; } h2 { font-size: 1.4rem; }",
    "  .card, .pair { padding: .9rem; }",
    "  .register thead { position: absolute; left: -99rem; }",
    "  .register tr, .register th, .register td, .register tbody { display: block; width: auto; "
    "min-width: 0; border: 0; padding: .1rem 0; text-align: left; }",
    "  .register tr { border-bottom: 1px solid var(--line); padding: .6rem 0; } .register .section th { "
    "padding: .5rem .6rem; }",
    "  .register td[data-label]::before { content: attr(data-label) \": \"; color: var(--quiet); "
    "font-size: .85em; } .register .what::before { content: none !important; }",
    "  .register .what, .register .who, .register .when, .register .measure { min-width: 0; width: auto; "
    "} .register .line { text-align: left; } .register [hidden] { display: none; }",
    "}",
    "@media (forced-colors: active) { .fill { fill: CanvasText; } .track { fill: Canvas; stroke: "
    "CanvasText; } }",
    "@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }",
    "@media print {",
    "  @page { size: A4 landscape; margin: 14mm; }",
    "  :root { --paper: #fff; --card: #fff; --ink: #000; --quiet: #333; --line: #999; --faint: #f2f2f2; "
    "--accent: #000; --soft: #eee; --mark: #fff; --mark-ink: #000; --error: #000; --warning: #000; "
    "--note: #000; }",
    "  body { display: block; font-size: 10pt; } nav, .skip, .filter { display: none; } main { "
    "max-width: none; padding: 0; }",
    "  .card, .pair { border-radius: 0; break-inside: auto; } .pair, .tiles, .matrix-row, tr { "
    "break-inside: avoid; } section.plan { break-before: page; }",
    "  thead { display: table-header-group; } .scroll { overflow: visible; } a { color: inherit; "
    "text-decoration: none; }",
    "  table, .register .what, .register .who, .register .when, .register .measure, .overview "
    "th[scope=\"row\"], .share { min-width: 0; font-size: 8.5pt; } .share .figure { white-space: normal; "
    "}",
    "  .matrix, .swatch, .matrix-table td, .bar { print-color-adjust: exact; -webkit-print-color-adjust: "
    "exact; } .matrix { max-width: 17cm; }",
    "}",
    NULL,
};

/* One channel's part of the relative luminance. Source: WCAG 2.2, definition of relative luminance. */
static double linear(unsigned channel)
{
    double share = channel / 255.0;

    return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4);
}

const char *report_ink_on(uint32_t colour)
{
    double luminance = 0.2126 * linear(colour >> 16 & 255) + 0.7152 * linear(colour >> 8 & 255) +
                       0.0722 * linear(colour & 255);

    /* Contrast with black is (luminance + 0.05) / 0.05, with white 1.05 / (luminance + 0.05). */
    return (luminance + 0.05) * (luminance + 0.05) >= 1.05 * 0.05 ? "#000000" : "#ffffff";
}

void report_style_add_bands(struct buffer *style, const struct risk_scheme *scheme)
{
    for (size_t b = 0; b < scheme->band_count; b++)
        buffer_add_format(style, ".band-%c { background: #%06X; color: %s; }\n", scheme->bands[b].letter,
                          (unsigned)scheme->bands[b].colour, report_ink_on(scheme->bands[b].colour));
}
