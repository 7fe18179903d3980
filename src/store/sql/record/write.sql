-- All that the database holds of one edition, as one JSON text: what record/read.sql makes an edition of again. Rows are arrays,
-- in the order of the columns there; items are counted from the edition's first, corrections from their plan's; what many
-- editions share (council, party, rule, reader) is named.
WITH b (first, council, plan) AS (
    SELECT (SELECT min(id) FROM item WHERE edition = :edition), e.council, e.plan FROM edition e WHERE e.id = :edition
), c (first) AS (
    SELECT min(id) FROM correction WHERE plan = (SELECT plan FROM b)
)
SELECT json_object(
    'schema', (SELECT user_version FROM pragma_user_version),
    'plan', (SELECT key FROM plan WHERE id = e.plan),
    'edition', json_object('number', e.number, 'document', e.document, 'path', e.path, 'sha256', e.sha256,
        'council', (SELECT name FROM council WHERE id = e.council), 'council_given', e.council_given, 'title', e.title,
        'title_given', e.title_given, 'date', e.date, 'date_given', e.date_given, 'encoding', e.encoding,
        'encoding_why', e.encoding_why, 'line_count', e.line_count,
        'program', (SELECT program FROM reader WHERE id = e.reader), 'grammar', (SELECT grammar FROM reader WHERE id = e.reader)),
    'source_text', (SELECT json_group_array(json(row)) FROM (
        SELECT json_array(t.text) AS row
          FROM b CROSS JOIN source_text t WHERE t.edition = :edition ORDER BY t.edition)),
    'item', (SELECT json_group_array(json(row)) FROM (
        SELECT json_array(t.id - b.first, t.kind, t.number, t.line_first, t.line_last) AS row
          FROM b CROSS JOIN item t WHERE t.edition = :edition ORDER BY t.id)),
    'section', (SELECT json_group_array(json(row)) FROM (
        SELECT json_array(t.id - b.first, t.code, t.title, t.priority, t.aim, t.parent - b.first) AS row
          FROM b CROSS JOIN item i CROSS JOIN section t ON t.id = i.id WHERE i.edition = :edition ORDER BY t.id)),
    'action', (SELECT json_group_array(json(row)) FROM (
        SELECT json_array(t.id - b.first, t.kind, t.ref, t.text, t.section - b.first, t.issue, t.priority, t.status, t.rag, t.measure, t.progress, t.has_owner_column, t.has_date_column, t.has_measure_column, iif(t.confidence IS NULL, NULL, printf('%!.17g', t.confidence))) AS row
          FROM b CROSS JOIN item i CROSS JOIN action t ON t.id = i.id WHERE i.edition = :edition ORDER BY t.id)),
    'milestone', (SELECT json_group_array(json(row)) FROM (
        SELECT json_array(t.id - b.first, t.action - b.first, t.text) AS row
          FROM b CROSS JOIN item i CROSS JOIN milestone t ON t.id = i.id WHERE i.edition = :edition ORDER BY t.id)),
    'risk', (SELECT json_group_array(json(row)) FROM (
        SELECT json_array(t.id - b.first, t.ref, t.text, t.section - b.first, t.consequence, t.mitigation, t.controls, t.notes, t.has_owner_column) AS row
          FROM b CROSS JOIN item i CROSS JOIN risk t ON t.id = i.id WHERE i.edition = :edition ORDER BY t.id)),
    'rating', (SELECT json_group_array(json(row)) FROM (
        SELECT json_array(t.risk - b.first, t.stage, t.impact, t.likelihood, t.score, t.impact_text, t.likelihood_text) AS row
          FROM b CROSS JOIN item i CROSS JOIN rating t ON t.risk = i.id WHERE i.edition = :edition ORDER BY t.risk, t.stage)),
    'indicator', (SELECT json_group_array(json(row)) FROM (
        SELECT json_array(t.id - b.first, t.code, t.text, t.section - b.first, t.notes) AS row
          FROM b CROSS JOIN item i CROSS JOIN indicator t ON t.id = i.id WHERE i.edition = :edition ORDER BY t.id)),
    'indicator_value', (SELECT json_group_array(json(row)) FROM (
        SELECT json_array(t.indicator - b.first, t.seq, t.period, t.value) AS row
          FROM b CROSS JOIN item i CROSS JOIN indicator_value t ON t.indicator = i.id WHERE i.edition = :edition ORDER BY t.indicator, t.seq)),
    'ownership', (SELECT json_group_array(json(row)) FROM (
        SELECT json_array(t.item - b.first, t.seq, p.name, p.kind, p.expansion, t.role, t.line) AS row
          FROM b CROSS JOIN item i CROSS JOIN ownership t ON t.item = i.id JOIN party p ON p.id = t.party WHERE i.edition = :edition ORDER BY t.item, t.seq)),
    'date_value', (SELECT json_group_array(json(row)) FROM (
        SELECT json_array(t.item - b.first, t.seq, t.role, t.words, t.first_day, t.last_day, t.flags) AS row
          FROM b CROSS JOIN item i CROSS JOIN date_value t ON t.item = i.id WHERE i.edition = :edition ORDER BY t.item, t.seq)),
    'resource', (SELECT json_group_array(json(row)) FROM (
        SELECT json_array(t.action - b.first, t.seq, t.who, iif(t.percent IS NULL, NULL, printf('%!.17g', t.percent))) AS row
          FROM b CROSS JOIN item i CROSS JOIN resource t ON t.action = i.id WHERE i.edition = :edition ORDER BY t.action, t.seq)),
    'link', (SELECT json_group_array(json(row)) FROM (
        SELECT json_array(t.action - b.first, t.seq, t.code, t.target) AS row
          FROM b CROSS JOIN item i CROSS JOIN link t ON t.action = i.id WHERE i.edition = :edition ORDER BY t.action, t.seq)),
    'abbreviation', (SELECT json_group_array(json(row)) FROM (
        SELECT json_array(t.seq, t.short_form, t.meaning) AS row
          FROM b CROSS JOIN abbreviation t WHERE t.edition = :edition ORDER BY t.seq)),
    'anomaly', (SELECT json_group_array(json(row)) FROM (
        SELECT json_array(t.seq, t.kind, t.line, t.words, t.action - b.first) AS row
          FROM b CROSS JOIN anomaly t WHERE t.edition = :edition ORDER BY t.seq)),
    'annotation', (SELECT json_group_array(json(row)) FROM (
        SELECT json_array(t.seq, t.kind, t.line, t.author, t.words) AS row
          FROM b CROSS JOIN annotation t WHERE t.edition = :edition ORDER BY t.seq)),
    'evidence', (SELECT json_group_array(json(row)) FROM (
        SELECT json_array(t.item - b.first, j.value ->> 0, coalesce(j.value ->> 4, 0), coalesce(j.value ->> 5, 0), (SELECT name FROM rule WHERE id = j.value ->> 3), j.value ->> 1, j.value ->> 2) AS row
          FROM b CROSS JOIN item i CROSS JOIN evidence t ON t.item = i.id CROSS JOIN json_each(t.runs) j WHERE i.edition = :edition ORDER BY t.item, j.key)),
    'account', (SELECT json_group_array(json(row)) FROM (
        SELECT json_array(t.offset, t.length, t.use, t.repeat_of) AS row
          FROM b CROSS JOIN account t WHERE t.edition = :edition ORDER BY t.offset)),
    'place', (SELECT json(lines) FROM place WHERE edition = :edition),
    'table_place', (SELECT json_group_array(json(row)) FROM (
        SELECT json_array(t.table_number, t.in_table, t.in_row, t.in_column) AS row
          FROM b CROSS JOIN table_place t WHERE t.edition = :edition ORDER BY t.table_number)),
    'table_heading', (SELECT json_group_array(json(row)) FROM (
        SELECT json_array(t.table_number, t.column_number, t.words) AS row
          FROM b CROSS JOIN table_heading t WHERE t.edition = :edition ORDER BY t.table_number, t.column_number)),
    'doubt', (SELECT json_group_array(json(row)) FROM (
        SELECT json_array(t.item - b.first, t.seq, t.field, t.other, iif(t.confidence IS NULL, NULL, printf('%!.17g', t.confidence)), t.offset, t.length) AS row
          FROM b CROSS JOIN item i CROSS JOIN doubt t ON t.item = i.id WHERE i.edition = :edition ORDER BY t.item, t.seq)),
    'correction', (SELECT json_group_array(json(row)) FROM (
        SELECT json_array(t.id - c.first, t.kind, t.words, t.ref, t.twin, t.sha256, t.field, t.was, t.given, t.value, t.reason, t.made_by, t.made_on, t.ended_by, t.ended_on, t.ended_why, t.successor - c.first) AS row
          FROM c CROSS JOIN correction t WHERE t.plan = e.plan ORDER BY t.id)),
    'corrected_owner', (SELECT json_group_array(json(row)) FROM (
        SELECT json_array(t.correction - c.first, t.seq, t.name, t.kind, t.expansion) AS row
          FROM c CROSS JOIN corrected_owner t JOIN correction o ON o.id = t.correction WHERE o.plan = e.plan ORDER BY t.correction, t.seq)),
    'corrected_date', (SELECT json_group_array(json(row)) FROM (
        SELECT json_array(t.correction - c.first, t.seq, t.words, t.first_day, t.last_day, t.flags) AS row
          FROM c CROSS JOIN corrected_date t JOIN correction o ON o.id = t.correction WHERE o.plan = e.plan ORDER BY t.correction, t.seq)),
    'correction_match', (SELECT json_group_array(json(row)) FROM (
        SELECT json_array(t.correction - c.first, t.item - b.first, t.applies) AS row
          FROM b CROSS JOIN c CROSS JOIN item i CROSS JOIN correction_match t ON t.item = i.id WHERE i.edition = :edition ORDER BY t.correction, t.item)))
  FROM edition e WHERE e.id = :edition
