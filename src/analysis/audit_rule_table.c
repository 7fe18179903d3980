#include "analysis/audit_rule.h"

#include <string.h>

#include "analysis/audit_round.h"
#include "base/status.h"

static const struct audit_population populations[] = {
    { "actions", "of_actions", "this plan has no actions" },
    { "citations", "of_actions", "no row of this plan cites another" },
    { "date_cells", "of_actions", "no table of this plan has a date column" },
    { "dates", "of_actions", "no date was read in this plan" },
    { "due_actions", "of_actions", "no action of this plan is due on a day, month or year" },
    { "due_actions_with_period", "of_actions",
      "this plan gives no due dates, or neither its title nor a date says what years it covers" },
    { "high_priority_actions", "of_actions",
      "no action of this plan is of high priority, or the plan gives no resources" },
    { "measure_cells", "of_actions", "no table of this plan has a column for measures or outcomes" },
    { "measures", "of_actions", "no action of this plan has a measure" },
    { "milestone_plans", "of_actions",
      "no action of this plan has both a start and a due date, or none has steps" },
    { "owned_actions", "of_actions", "no action of this plan names an owner" },
    { "owner_cells", "of_actions", "no table of this plan has an owner column" },
    { "recommendation_cells", "of_actions", "too few rows of this plan cite recommendations" },
    { "refs", "of_actions", "no row of this plan has a reference" },
    { "starts_and_ends", "of_actions", "no action of this plan has both a start and a due date" },
    { "statuses", "of_actions", "no action of this plan has a status or a colour" },
    { "dated_milestones", "of_dated_milestones",
      "no action of this plan has dated steps and a date of its own besides" },
    { "dated_shares", "of_dated_shares",
      "no row of this plan gives a share of somebody's time between a start and an end" },
    { "dependencies", "of_dependencies", "no dated row of this plan says that it waits for another" },
    { "editions_and_revisions", "of_editions_and_revisions",
      "no row of this plan has a revised date, and there are not three editions to compare" },
    { "indicators", "of_indicators", "this plan has no table of indicators" },
    { "initials", "of_initials", "this plan has no key of abbreviations, or names nobody by initials" },
    { "owners", "of_owners", "no action of this plan names an owner" },
    { "placed_risks", "of_ratings", "too few risks of this plan are rated on both axes" },
    { "printed_scores", "of_ratings", "no risk of this plan has likelihood, impact and score in figures" },
    { "rated_risks", "of_ratings", "this plan has no rated risks" },
    { "risks_rated_twice", "of_ratings", "no risk of this plan is rated both before and after controls" },
    { "refs_in_sections", "of_refs_in_sections",
      "no row of this plan has a reference in a section with a code" },
    { "risk_owner_cells", "of_risks", "this plan has no risks, or its risk tables have no owner column" },
    { "risks", "of_risks", "this plan has no risks" },
    { "texts", "of_texts", "the database does not hold the text of this plan; import its file again" },
};

static const struct audit_rule rules[] = {
    {
        .id = "DAT101",
        .name = "impossible-date",
        .severity = FINDING_ERROR,
        .message = "there is no such day: {words}",
        .meaning = "A date names a day that no month has, such as the 31st of November.",
        .why = "Nobody can be held to a day that does not come; the date was not checked when it was typed.",
        .source = "The calendar.",
        .example = "31/11/09",
        .advice = "Ask the owner which day was meant; do not guess.",
        .of = "dates",
        .suggest = suggest_last_day,
    },
    {
        .id = "DAT102",
        .name = "start-after-finish",
        .severity = FINDING_ERROR,
        .message = "starts on {words}, after it is due ({a})",
        .meaning = "The first day of the start lies after the last day of the due date.",
        .why = "One of the two dates is wrong, often by a year.",
        .source = "The calendar.",
        .example = "start 3/11/09, finish 2/11/09",
        .advice = "Compare with the rows around it and ask the owner.",
        .of = "starts_and_ends",
    },
    {
        .id = "DAT103",
        .name = "missing-date",
        .severity = FINDING_WARNING,
        .message = "no due date: the date cell does not say by when",
        .meaning =
            "The row stands in a table with a date column and its cell is empty, a placeholder, or a start "
            "alone.",
        .why = "Without a date nothing can be late.",
        .source = "Audit Scotland asks that plans be \"specific as to resources, responsibilities and "
                  "timescales\".",
        .example = "an action whose cell under \"By when\" is blank",
        .advice = "Ask by when it is to be done.",
        .of = "date_cells",
    },
    {
        .id = "DAT104",
        .name = "open-ended-date",
        .severity = FINDING_WARNING,
        .message = "open-ended: {words} has neither an end nor a day of review",
        .meaning =
            "The only date of an open action is \"ongoing\", \"quarterly\" or the like, and no day comes "
            "first, as in \"Sept 2007 and ongoing\".",
        .why = "What has no end can't be late, and what is never reviewed can't be seen to fail.",
        .source =
            "A usual internal-audit test; many plans write \"ongoing\" where they mean \"not planned\".",
        .example = "Ongoing",
        .advice = "Ask when it is looked at next, and what would show that it can stop.",
        .of = "date_cells",
    },
    {
        .id = "DAT105",
        .name = "overdue",
        .severity = FINDING_ERROR,
        .message = "was due {words}, before {a}, and the plan does not say that it is done",
        .meaning =
            "An open action's last due date lies before the day that the plan is held against: its own date,"
            " or --as-of.",
        .why = "Overdue high-priority actions are what an audit committee asks about first.",
        .source =
            "CISO Assistant's X-rays (ETA in the past); audit committees' follow-up reports, Flintshire "
            "2024.",
        .example = "due June 2009 in a progress report of July 2009, without a status",
        .advice = "Ask whether it is done; if not, for a new date beside the old one.",
        .of = "due_actions",
        .need = NEEDS_AS_OF,
    },
    {
        .id = "DAT106",
        .name = "date-outside-plan",
        .severity = FINDING_WARNING,
        .message = "due {words}, outside the plan's years ({a} to {b})",
        .meaning =
            "A due date lies outside the years that the plan's title gives, or, where it gives none, many "
            "years from the plan's own date.",
        .why = "It is a slip of the pen, or the row belongs to another plan.",
        .source = "A usual internal-audit test.",
        .example = "due 2021 in a plan for 2008-2011",
        .advice = "Compare with the rows around it and ask the owner.",
        .limits = "period-years",
        .of = "due_actions_with_period",
    },
    {
        .id = "DAT107",
        .name = "unlikely-duration",
        .severity = FINDING_NOTE,
        .message = "starts {words} and so runs {a} months, unlike the rows around it",
        .meaning =
            "An action runs for more than the limit, and would not if its start were in the year of the rows"
            " around it.",
        .why = "A wrong year hides among right ones; every chart drawn from it is bent.",
        .source = "A usual data-quality test of a register.",
        .example = "start 15/06/07, finish 16/07/09, among rows that start 15/06/09",
        .advice = "Ask the owner which year was meant.",
        .limits = "duration-days",
        .of = "starts_and_ends",
    },
    {
        .id = "DAT108",
        .name = "milestone-after-due",
        .severity = FINDING_WARNING,
        .message = "this step is due {words}, after its action is ({a})",
        .meaning = "A milestone's date lies after the due date of the whole action.",
        .why = "The action can't be done in time if its last step comes later.",
        .source = "PRINCE2's checks on a plan.",
        .example = "action due June 2010, its step \"contract signed\" in August 2010",
        .advice = "Ask which of the dates is right.",
        .of = "dated_milestones",
    },
    {
        .id = "DAT109",
        .name = "starts-too-early",
        .severity = FINDING_WARNING,
        .message = "{words} starts before {a} ends ({b}), on which it waits",
        .meaning = "An action whose words say that it follows another starts before the other one ends.",
        .why = "The order of work that the plan describes is not the order of its dates.",
        .source = "PRINCE2's checks on a plan.",
        .example = "\"Following A.6, ...\" starting a week before A.6 ends",
        .advice = "Ask which of the dates is right, or whether the two may overlap.",
        .of = "dependencies",
    },
    {
        .id = "DAT110",
        .name = "date-moved",
        .severity = FINDING_WARNING,
        .message = "the due date was moved {a} times",
        .meaning =
            "A row has two or more revised dates, or the plan's editions in the database give its due date "
            "anew twice or more.",
        .why =
            "A date that moves each time it comes near is no date; audit committees cap how often it may be "
            "revised.",
        .source = "Durham's audit committee, 2013; Bromsgrove, 2009, tracks target and revised target.",
        .example = "agreed June 2012, revised September 2012, revised March 2013",
        .advice = "Ask what stood in the way, and keep the first date beside the last.",
        .limits = "date-moves",
        .of = "editions_and_revisions",
    },
    {
        .id = "DAT111",
        .name = "crowded-month",
        .severity = FINDING_NOTE,
        .is_off = true,
        .message = "{a} of the plan's actions are due in {b}",
        .meaning = "More open actions are due in one month than the limit. Told once a month.",
        .why =
            "So many ends at once can't be looked after, and point to dates that were filled in rather than "
            "planned.",
        .source = "A usual internal-audit test.",
        .example = "40 actions due in March 2010",
        .advice = "Ask which of them can't move.",
        .limits = "month-actions",
        .of = "due_actions",
    },
    {
        .id = "DUP601",
        .name = "duplicate-action",
        .severity = FINDING_WARNING,
        .message = "the same action as {a}{b}",
        .meaning =
            "Two actions of one plan have the same words, or all but a few. An error where their owners or "
            "dates differ.",
        .why = "It is done twice, or each owner waits for the other.",
        .source = "A usual internal-audit test.",
        .example = "the same sentence in two work areas, with two leads",
        .advice = "Ask whether it is one piece of work, and whose.",
        .limits = "copy-share, copy-held, copy-words, opening-words",
        .check = check_duplicates,
    },
    {
        .id = "IND801",
        .name = "indicator-unknown",
        .severity = FINDING_WARNING,
        .message = "leans on the indicator {words}, but {a}",
        .meaning =
            "A measure names an indicator that the plan's own table of indicators has not, or an indicator "
            "has no figure in any year.",
        .why = "The measure leads nowhere.",
        .source = "A usual internal-audit test.",
        .example = "\"see BVP1 targets\", and no such indicator",
        .advice = "Ask which indicator is meant, or for its target.",
        .of = "indicators",
    },
    {
        .id = "MEA201",
        .name = "missing-measure",
        .severity = FINDING_WARNING,
        .message = "no measure of success: the measure cell is empty",
        .meaning = "The row stands in a table with a measure or outcome column and its cell is empty.",
        .why = "Without a measure nobody can tell whether the action worked.",
        .source = "The M of SMART.",
        .example = "an action whose cell under \"Success measure\" is blank",
        .advice = "Ask what will be different when it is done, and how that will be seen.",
        .of = "measure_cells",
    },
    {
        .id = "MEA202",
        .name = "unmeasurable-measure",
        .severity = FINDING_NOTE,
        .message = "nothing in this measure can be counted, dated or shown",
        .meaning = "A measure has no number, date, thing delivered or indicator.",
        .why = "It can neither be met nor missed.",
        .source = "The M of SMART.",
        .example = "Better services",
        .advice = "Ask what would be seen, and how many or by when.",
        .of = "measures",
    },
    {
        .id = "MEA203",
        .name = "unfilled-target",
        .severity = FINDING_WARNING,
        .message = "the target was left open: {words}",
        .meaning =
            "A measure has a gap where a figure belongs (\"increase by %\"), or says that it is yet to be "
            "found.",
        .why = "The plan promises a target and has none.",
        .source = "The M of SMART.",
        .example = "Increase in satisfaction (target increase by %)",
        .advice = "Ask for the figure.",
        .of = "measures",
    },
    {
        .id = "MEA204",
        .name = "vague-action",
        .severity = FINDING_NOTE,
        .message = "{words} promises no outcome",
        .meaning =
            "An action opens with a verb such as consider, look at or support, and neither its measure nor a"
            " step says what there will be at the end.",
        .why = "It is done whatever happens.",
        .source = "The S of SMART.",
        .example = "Consider the options for joint working",
        .advice = "Ask what there will be when it is done: a decision, a paper, a contract.",
        .of = "actions",
    },
    {
        .id = "MEA205",
        .name = "compound-action",
        .severity = FINDING_NOTE,
        .is_off = true,
        .message = "{a} words: several things to do under one owner and date",
        .meaning = "The action's text has more words than the limit.",
        .why = "One part may be done and another not; a single status can't say so.",
        .source = "The S of SMART.",
        .example = "an action with eight bullets",
        .advice = "Ask whether its parts can have dates of their own.",
        .limits = "action-words",
        .of = "actions",
    },
    {
        .id = "MEA206",
        .name = "no-milestone",
        .severity = FINDING_NOTE,
        .message = "runs {a} months without a step on the way",
        .meaning =
            "An action runs for more than the limit in a plan that gives others steps, and has none itself.",
        .why = "It will be late before anybody can see it.",
        .source = "PRINCE2; layouts such as Clackmannanshire's give each improvement its key milestones.",
        .example = "January to December, no milestone",
        .advice = "Ask what should be there by half-time.",
        .limits = "milestone-days",
        .of = "milestone_plans",
    },
    {
        .id = "OWN001",
        .name = "missing-owner",
        .severity = FINDING_ERROR,
        .message = "no owner: the owner cell is empty",
        .meaning = "The row stands in a table with an owner column and its cell names nobody.",
        .why = "A plan is to be specific as to responsibilities; what nobody owns is not done.",
        .source = "Audit Scotland asks that plans be \"specific as to resources, responsibilities and "
                  "timescales\".",
        .example = "an action whose cell under \"Lead officer\" is blank",
        .advice = "Ask who answers for it.",
        .of = "owner_cells",
    },
    {
        .id = "OWN002",
        .name = "placeholder-owner",
        .severity = FINDING_WARNING,
        .message = "the owner cell names nobody in particular: {words}",
        .meaning =
            "The owner cell holds a placeholder (\"tbc\", \"vacant\"), or everybody (\"all\", \"all staff\")"
            " and nobody besides.",
        .why = "What everybody owns, nobody can be asked about.",
        .source = "PRINCE2 asks for exactly one owner.",
        .example = "Tbc",
        .advice = "Ask which one person answers for it.",
        .of = "owner_cells",
    },
    {
        .id = "OWN003",
        .name = "many-leads",
        .severity = FINDING_NOTE,
        .is_off = true,
        .message = "{a} leads, and none of them is marked as the one who answers",
        .meaning = "An action has more leads than the limit, all in the lead column.",
        .why = "Where many lead, each may think that another does.",
        .source = "PRINCE2 (appendix A.25): one owner, any number of actionees.",
        .example = "HSM / HRM / Head of DS / SHP",
        .advice = "Ask which one answers for it; the others support.",
        .limits = "owner-leads",
        .of = "owned_actions",
    },
    {
        .id = "OWN004",
        .name = "unexplained-initials",
        .severity = FINDING_WARNING,
        .message = "the plan's key does not explain the initials {words} (in {a} of its rows)",
        .meaning =
            "An owner is given by initials, the plan has a key of abbreviations, and the key leaves them "
            "out. Told once for each, where they stand first.",
        .why = "A reader outside the office, or inside it five years on, can't tell who is meant.",
        .source = "A plan that is published must be readable by those it is published for.",
        .example = "KS, where the key explains HSM and HRM only",
        .advice = "Ask who is meant and add it to the key.",
        .of = "initials",
    },
    {
        .id = "OWN005",
        .name = "owner-overloaded",
        .severity = FINDING_WARNING,
        .message = "{words} leads {a} of the plan's {b} open actions",
        .meaning = "One owner leads more open actions than the limit, or more than a share of the plan's.",
        .why = "The plan then hangs on one person's time, leave and health.",
        .source = "A usual internal-audit test of capacity.",
        .example = "one officer leading 29 of 61 actions",
        .advice = "Ask whether that was meant, and who stands in.",
        .limits = "owner-actions, owner-share, owner-share-actions",
        .of = "owners",
    },
    {
        .id = "OWN006",
        .name = "owner-spelt-variously",
        .severity = FINDING_NOTE,
        .message = "{words} is elsewhere written {a}",
        .meaning =
            "Two names of one plan differ in marks alone, or are one person's with a first name and with an "
            "initial.",
        .why = "Lists by owner split, and each half looks smaller than it is.",
        .source = "A usual data-quality test of a register.",
        .example = "J Smith in one row and Jane Smith in another",
        .advice = "Choose one spelling.",
        .of = "owners",
    },
    {
        .id = "PRS901",
        .name = "homoglyph",
        .severity = FINDING_NOTE,
        .message = "a code holds a look-alike letter of another alphabet; it was read as the Latin one",
        .meaning = "A reference or section code holds a Greek or Cyrillic letter where a Latin one is meant.",
        .why = "Searching and sorting by the code miss the row. This is about the file's letters, not about "
               "what the council plans.",
        .source = "Unicode Technical Standard 39, confusables.",
        .example = "a Cyrillic Ve for B",
        .advice = "Nothing, unless the document is to be edited further.",
        .of = "refs",
    },
    {
        .id = "PRS902",
        .name = "doubtful-reading",
        .severity = FINDING_NOTE,
        .message = "rows read with doubt: {a}, this one most of all ({b}% sure); compare it with the plan",
        .meaning = "The reader's confidence in a row is below the limit: a torn row, cells without borders. "
                   "Told once a plan.",
        .why = "A fault of our reading must never be blamed on the council.",
        .source = "planrisk explain shows the words that each value came from.",
        .example = "a row torn by a page break",
        .advice = "Compare `planrisk explain` with the plan.",
        .limits = "doubtful-confidence",
        .of = "actions",
    },
    {
        .id = "PRS903",
        .name = "unread-text",
        .severity = FINDING_NOTE,
        .message = "text that went into no field: {a} runs, {b} bytes in all; the first is here",
        .meaning = "Text of the plan that no rule of the grammar understood. Told once a plan.",
        .why = "What was not read was not checked either.",
        .source = "`planrisk show --unread PLAN` lists every line.",
        .example = "a heading that no grammar knows",
        .advice = "Look at the list; teach the grammar what it misses.",
        .of = "texts",
    },
    {
        .id = "REF501",
        .name = "broken-reference",
        .severity = FINDING_ERROR,
        .message = "cites {words}, which the plan does not hold",
        .meaning =
            "A code that looks like the plan's own references is cited, and no row or section has it. Codes "
            "of outside recommendations don't count.",
        .why = "The work that this row leans on can't be found: it was renumbered, dropped or never written.",
        .source = "A usual internal-audit test.",
        .example = "\"in line with D5\", in a plan whose D ends at D4",
        .advice = "Ask which row is meant.",
        .of = "citations",
    },
    {
        .id = "REF502",
        .name = "duplicate-ref",
        .severity = FINDING_ERROR,
        .message = "the reference {words} stands on an earlier row already (line {a})",
        .meaning = "Two rows of one plan have the same reference. Numbers that begin again under each section"
                   " are told apart by it.",
        .why = "Minutes, updates and other rows that cite it may mean either.",
        .source = "A usual data-quality test of a register.",
        .example = "E.2 on two rows",
        .advice = "Give one of the rows a reference of its own.",
        .of = "refs",
    },
    {
        .id = "REF503",
        .name = "ref-out-of-section",
        .severity = FINDING_NOTE,
        .message = "{words} {a}",
        .meaning = "A reference begins with the code of another section than the one that it stands in, or "
                   "stands between two that follow one another.",
        .why = "Whoever looks for it in its own section does not find it.",
        .source = "A usual data-quality test of a register.",
        .example = "A.22 between B.3 and B.4",
        .advice = "Ask whether the row or its reference is in the wrong place.",
        .of = "refs_in_sections",
    },
    {
        .id = "REF504",
        .name = "recommendation-without-action",
        .severity = FINDING_WARNING,
        .message = "no action of the plan cites {words}",
        .meaning =
            "The plan's text numbers recommendations in the style that its rows cite, and no row cites this "
            "one.",
        .why = "Each recommendation is to be answered, be it by a refusal.",
        .source = "The Audit Commission's key lines of enquiry.",
        .example = "R1 to R6 in the introduction, and no row that cites R4",
        .advice = "Ask what is done about it.",
        .check = check_recommendations,
        .spares_actions = true,
    },
    {
        .id = "REF505",
        .name = "action-without-recommendation",
        .severity = FINDING_NOTE,
        .message = "cites no recommendation, as the plan's other rows do",
        .meaning =
            "At least a share of the plan's rows cite outside recommendations, and this one cites nothing.",
        .why = "It answers to nothing that anybody asked for, or the link was forgotten.",
        .source = "The Audit Commission's key lines of enquiry.",
        .example = "a row whose cell under \"Link to recommendation\" is blank",
        .advice = "Ask what it answers to.",
        .limits = "citing-share",
        .of = "recommendation_cells",
    },
    {
        .id = "RES301",
        .name = "priority-without-resource",
        .severity = FINDING_WARNING,
        .message = "high priority, and no resource is given for it",
        .meaning = "An action of high priority has no resource in a plan that gives resources to others.",
        .why = "A priority that nobody's time or money stands behind is a wish.",
        .source = "Audit Scotland asks that plans be \"specific as to resources, responsibilities and "
                  "timescales\".",
        .example = "Priority high; resource cell blank",
        .advice = "Ask whose time or what money it takes.",
        .of = "high_priority_actions",
    },
    {
        .id = "RES302",
        .name = "over-allocated",
        .severity = FINDING_ERROR,
        .message = "{words} is promised for {a}% of the time in {b}",
        .meaning =
            "The shares of one person's time over actions that run at once add up to more than the whole.",
        .why = "Some of it will not be done.",
        .source = "Arithmetic: a month holds no more than the whole of it.",
        .example = "60% on one action and 50% on another, both in May",
        .advice = "Ask which of them gives way.",
        .of = "dated_shares",
    },
    {
        .id = "RSK401",
        .name = "priority-not-assessed",
        .severity = FINDING_ERROR,
        .message = "{a}, and there is no risk assessment for it",
        .meaning =
            "A section of high priority has no risk, nor has the section around it or one inside it. A plan "
            "that promises a risk assessment for its first priority is held to that.",
        .why = "What matters most was not looked at for what may go wrong.",
        .source = "Such plans' own promises.",
        .example = "five themes of Priority One, and risks for four",
        .advice = "Ask for the assessment.",
        .check = check_priority_assessed,
        .spares_actions = true,
    },
    {
        .id = "RSK402",
        .name = "risk-without-mitigation",
        .severity = FINDING_ERROR,
        .message = "the risk has neither a mitigation nor a control",
        .meaning = "A risk of the register says nothing of what is done, or is to be done, about it.",
        .why = "A risk that is only written down is not managed.",
        .source = "\"Is there a clear mitigation plan for each risk?\" (Chichester's audit committee, 2016); "
                  "PRINCE2.",
        .example = "a risk whose cells under \"Mitigation\" and \"Controls\" are blank",
        .advice = "Ask what is done about it, or who accepted it.",
        .of = "risks",
        .spares_actions = true,
    },
    {
        .id = "RSK403",
        .name = "mitigation-not-planned",
        .severity = FINDING_WARNING,
        .message = "no action of the plan carries this mitigation out",
        .meaning = "A risk's mitigation shares no words, or too few, with any action of its plan.",
        .why = "It is a promise that nobody is dated and named for.",
        .source = "The Chartered Institute of Internal Auditors maps risks to controls one by one.",
        .example = "\"Train two more inspectors\", and no action about inspectors or training",
        .advice = "Ask who does it by when, and put it in the plan.",
        .check = check_mitigation_planned,
        .spares_actions = true,
    },
    {
        .id = "RSK404",
        .name = "risk-without-owner",
        .severity = FINDING_WARNING,
        .message = "no owner: the register has an owner column and this risk names nobody in it",
        .meaning = "The risk stands in a table with an owner column and its cell is empty or a placeholder.",
        .why = "Each risk is to have one owner who watches it.",
        .source = "PRINCE2; the Treasury's Green Book calls it the bearer.",
        .example = "a risk whose cell under \"Risk owner\" is blank",
        .advice = "Ask who watches it.",
        .of = "risk_owner_cells",
        .spares_actions = true,
    },
    {
        .id = "RSK405",
        .name = "score-mismatch",
        .severity = FINDING_ERROR,
        .message = "the {a} score is printed as {words}, but {b}",
        .meaning =
            "A printed score is not what the register's own sum gives: likelihood times impact, or plus it, "
            "whichever most of its rows bear out.",
        .why = "Risks are ranked by it; a wrong one stands in the wrong place.",
        .source =
            "A score of 3 printed as 6 (Chichester, 2016); 16 cut to 12 by a step that gives no such figure "
            "(Wirral, 2019).",
        .example = "likelihood 3, impact 4, score 15",
        .advice = "Ask which of the three is right.",
        .of = "printed_scores",
        .spares_actions = true,
    },
    {
        .id = "RSK406",
        .name = "rating-off-scale",
        .severity = FINDING_ERROR,
        .message = "the rating {words} is no level of the scale ({a})",
        .meaning = "A printed rating is on none of the levels of the scheme that --scheme names.",
        .why = "It has no place on the matrix, and ranks nowhere.",
        .source = "A printed scale of 1, 2, 3 and 5 with risks rated 4.",
        .example = "impact 6 on a 5 x 5 matrix",
        .advice = "Ask which level was meant, or name the scheme that the plan uses.",
        .need = NEEDS_SCHEME,
        .check = check_rating_on_scale,
        .spares_actions = true,
    },
    {
        .id = "RSK407",
        .name = "rating-rises",
        .severity = FINDING_ERROR,
        .message = "the {a} stands above the {b} one",
        .meaning = "A residual or target rating, by score or on an axis, is higher than the one before it.",
        .why = "Controls can't raise a risk: one of the two is wrong, or they were swapped.",
        .source = "CISO Assistant's X-rays.",
        .example = "inherent 8, residual 12",
        .advice = "Ask which of the two is right.",
        .of = "risks_rated_twice",
        .spares_actions = true,
    },
    {
        .id = "RSK408",
        .name = "lowered-without-control",
        .severity = FINDING_ERROR,
        .message = "the residual rating is lower, but no control is given that would lower it",
        .meaning = "A risk's residual rating is below its inherent one and its controls are not stated.",
        .why = "The register claims an effect and names no cause.",
        .source = "CISO Assistant's X-rays.",
        .example = "inherent 16, residual 8, controls blank",
        .advice = "Ask what lowers it.",
        .of = "risks_rated_twice",
        .spares_actions = true,
    },
    {
        .id = "RSK409",
        .name = "one-axis-only",
        .severity = FINDING_WARNING,
        .message = "rated on one axis only ({a}): it can't be placed on a matrix",
        .meaning =
            "A risk has an impact and no likelihood, or the other way round. Told once of a register that "
            "does so throughout.",
        .why = "Its score is a range, and no ranking of such risks is more than an opinion.",
        .source = "ISO 31000: risk is rated by likelihood and consequence together.",
        .example = "a register with a column \"Impact (H/L)\" and none for likelihood",
        .advice = "Ask for the other axis; nothing is filled in here.",
        .of = "rated_risks",
        .spares_actions = true,
    },
    {
        .id = "RSK410",
        .name = "above-appetite",
        .severity = FINDING_WARNING,
        .message = "is {a}, above the appetite given ({b}), and no dated action answers to it",
        .meaning =
            "A risk stands above the band given by --appetite, whatever is not stated, and neither it nor an"
            " action that carries out its mitigation has a date.",
        .why = "What is above appetite is to be brought down by a day.",
        .source = "The Treasury's Orange Book.",
        .example = "Very high, appetite Medium, \"to be monitored\"",
        .advice = "Ask what is done by when, or who accepts it.",
        .need = NEEDS_APPETITE,
        .check = check_appetite,
        .spares_actions = true,
    },
    {
        .id = "RSK411",
        .name = "bare-risk",
        .severity = FINDING_NOTE,
        .is_off = true,
        .message = "says neither what would bring it about nor what would come of it",
        .meaning =
            "A risk's wording names no cause and no effect, or merely negates an objective (\"failure to "
            "deliver the plan\").",
        .why = "It can't be rated with reasons, nor acted on before it happens.",
        .source = "PRINCE2 and the Good Governance Institute ask for cause, event and effect.",
        .example = "Fail to meet targets",
        .advice = "Ask what would cause it, and what it would lead to.",
        .of = "risks",
        .spares_actions = true,
    },
    {
        .id = "RSK412",
        .name = "one-cell-register",
        .severity = FINDING_NOTE,
        .message = "{a} rated risks stand in one cell ({b}): the ratings put them in no order",
        .meaning = "More than a share of a register's rated risks have the same likelihood and impact.",
        .why = "The scale is not used, so it does not rank.",
        .source = "Cox, What's wrong with risk matrices?, Risk Analysis 28 (2008): range compression.",
        .example = "11 of 14 risks rated 3 x 3",
        .advice = "Ask for ratings that tell them apart.",
        .limits = "cell-risks, cell-share",
        .of = "placed_risks",
        .spares_actions = true,
    },
    {
        .id = "STA701",
        .name = "status-contradiction",
        .severity = FINDING_WARNING,
        .message = "{a}",
        .meaning =
            "The status or colour of an action contradicts its dates: green and overdue, completed and red, "
            "not started after its start, completed without a day where others have one.",
        .why = "The report is rosier or darker than the plan.",
        .source =
            "Reading's review of its colour ratings, 2022; Guildford, 2021: completed actions should carry a"
            " date.",
        .example = "Green; due June 2009, in a report of July 2009",
        .advice = "Ask which of the two is right.",
        .of = "statuses",
    },
    {
        .id = "SUP951",
        .name = "idle-suppression",
        .severity = FINDING_WARNING,
        .message = "this suppression matches no finding: take it out",
        .meaning = "An entry of the suppressions file that matches no finding of this run.",
        .why = "The fault was mended, or the words changed: then nobody has looked at it since.",
        .source = "As linters report suppressions that no longer match (ruff's RUF100).",
        .example = "an entry for a row that has an owner by now",
        .advice = "Take the entry out, or mend its words.",
    },
    {
        .id = "SUP952",
        .name = "expired-suppression",
        .severity = FINDING_WARNING,
        .message = "this suppression expired on {a}: its finding counts again",
        .meaning =
            "An entry of the suppressions file whose day of expiry lies before the day that the plan is held"
            " against, or today.",
        .why = "An accepted fault is accepted for a time.",
        .source = "Risk acceptance with an expiry, as in CISO Assistant.",
        .example = "expires: 2012-03-31",
        .advice = "Renew it with a reason, or have the fault mended.",
    },

};

const struct audit_rule *audit_rules(size_t *count)
{
    *count = ARRAY_LENGTH(rules);
    return rules;
}

const struct audit_population *audit_populations(size_t *count)
{
    *count = ARRAY_LENGTH(populations);
    return populations;
}

const struct audit_rule *audit_rule_find(const char *id_or_name)
{
    for (size_t i = 0; i < ARRAY_LENGTH(rules); i++)
        if (strcmp(rules[i].id, id_or_name) == 0 || strcmp(rules[i].name, id_or_name) == 0)
            return &rules[i];
    return NULL;
}

const struct audit_population *audit_population_find(const char *name)
{
    for (size_t i = 0; name && i < ARRAY_LENGTH(populations); i++)
        if (strcmp(populations[i].name, name) == 0)
            return &populations[i];
    return NULL;
}

const char *audit_need_why(enum audit_need need)
{
    static const char *const whys[] = {
        [NEEDS_AS_OF] = "this plan gives no date of its own; name a day with --as-of",
        [NEEDS_SCHEME] = "no scheme was named; name the one that the plan uses with --scheme",
        [NEEDS_APPETITE] = "no appetite was given; name a band with --appetite",
    };

    return (size_t)need < ARRAY_LENGTH(whys) ? whys[need] : NULL;
}
