-- Makes an edition of what record/write.sql wrote: the record is the one row of the table restoring. Anybody may have made it: a
-- number that leads outside of the edition becomes NULL, and so breaks a constraint.

INSERT OR IGNORE INTO plan (key) SELECT record ->> '$.plan' FROM restoring;
UPDATE restoring SET plan = (SELECT id FROM plan WHERE key = record ->> '$.plan');

-- A council that the plan does not name is its own, as in edition_save.c.
INSERT OR IGNORE INTO council (name)
    SELECT record ->> '$.edition.council' FROM restoring WHERE record ->> '$.edition.council' IS NOT NULL;
UPDATE restoring SET council = iif(record ->> '$.edition.council' IS NULL,
    (SELECT c.id FROM edition e JOIN council c ON c.id = e.council WHERE e.plan = restoring.plan AND c.name IS NULL ORDER BY c.id LIMIT 1),
    (SELECT id FROM council WHERE name = record ->> '$.edition.council'));
INSERT INTO council (name) SELECT NULL FROM restoring WHERE council IS NULL;
UPDATE restoring SET council = last_insert_rowid() WHERE council IS NULL;

INSERT OR IGNORE INTO reader (program, grammar) SELECT record ->> '$.edition.program', record ->> '$.edition.grammar' FROM restoring;
INSERT INTO edition (plan, number, document, path, sha256, council, council_given, title, title_given, date, date_given, encoding,
                     encoding_why, line_count, reader)
    SELECT plan, e ->> '$.number', e ->> '$.document', e ->> '$.path', e ->> '$.sha256', council, e ->> '$.council_given', e ->> '$.title',
           e ->> '$.title_given', e ->> '$.date', e ->> '$.date_given', e ->> '$.encoding', e ->> '$.encoding_why', e ->> '$.line_count',
           (SELECT id FROM reader WHERE program = e ->> '$.program' AND grammar = e ->> '$.grammar')
      FROM (SELECT plan, council, record -> '$.edition' AS e FROM restoring);
UPDATE restoring SET edition = last_insert_rowid(), item = (SELECT coalesce(max(id), 0) + 1 FROM item);

INSERT INTO source_text (edition, text)
    SELECT r.edition, j.value ->> 0
      FROM restoring r, json_each(r.record, '$.source_text') j;
INSERT INTO item (id, edition, kind, number, line_first, line_last)
    SELECT iif(j.value ->> 0 < 0, NULL, r.item + (j.value ->> 0)), r.edition, j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value ->> 4
      FROM restoring r, json_each(r.record, '$.item') j;
INSERT INTO section (id, code, title, priority, aim, parent)
    SELECT iif(j.value ->> 0 < 0, NULL, r.item + (j.value ->> 0)), j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value ->> 4, iif(j.value ->> 5 < 0, NULL, r.item + (j.value ->> 5))
      FROM restoring r, json_each(r.record, '$.section') j;
INSERT INTO action (id, kind, ref, text, section, issue, priority, status, rag, measure, progress, has_owner_column, has_date_column, has_measure_column, confidence)
    SELECT iif(j.value ->> 0 < 0, NULL, r.item + (j.value ->> 0)), j.value ->> 1, j.value ->> 2, j.value ->> 3, iif(j.value ->> 4 < 0, NULL, r.item + (j.value ->> 4)), j.value ->> 5, j.value ->> 6, j.value ->> 7, j.value ->> 8, j.value ->> 9, j.value ->> 10, j.value ->> 11, j.value ->> 12, j.value ->> 13, CAST(j.value ->> 14 AS REAL)
      FROM restoring r, json_each(r.record, '$.action') j;
INSERT INTO milestone (id, action, text)
    SELECT iif(j.value ->> 0 < 0, NULL, r.item + (j.value ->> 0)), iif(j.value ->> 1 < 0, NULL, r.item + (j.value ->> 1)), j.value ->> 2
      FROM restoring r, json_each(r.record, '$.milestone') j;
INSERT INTO risk (id, ref, text, section, consequence, mitigation, controls, notes, has_owner_column)
    SELECT iif(j.value ->> 0 < 0, NULL, r.item + (j.value ->> 0)), j.value ->> 1, j.value ->> 2, iif(j.value ->> 3 < 0, NULL, r.item + (j.value ->> 3)), j.value ->> 4, j.value ->> 5, j.value ->> 6, j.value ->> 7, j.value ->> 8
      FROM restoring r, json_each(r.record, '$.risk') j;
INSERT INTO rating (risk, stage, impact, likelihood, score, impact_text, likelihood_text)
    SELECT iif(j.value ->> 0 < 0, NULL, r.item + (j.value ->> 0)), j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value ->> 4, j.value ->> 5, j.value ->> 6
      FROM restoring r, json_each(r.record, '$.rating') j;
INSERT INTO indicator (id, code, text, section, notes)
    SELECT iif(j.value ->> 0 < 0, NULL, r.item + (j.value ->> 0)), j.value ->> 1, j.value ->> 2, iif(j.value ->> 3 < 0, NULL, r.item + (j.value ->> 3)), j.value ->> 4
      FROM restoring r, json_each(r.record, '$.indicator') j;
INSERT INTO indicator_value (indicator, seq, period, value)
    SELECT iif(j.value ->> 0 < 0, NULL, r.item + (j.value ->> 0)), j.value ->> 1, j.value ->> 2, j.value ->> 3
      FROM restoring r, json_each(r.record, '$.indicator_value') j;
INSERT OR IGNORE INTO party (council, name, kind, expansion)
    SELECT r.council, j.value ->> 2, j.value ->> 3, j.value ->> 4 FROM restoring r, json_each(r.record, '$.ownership') j;
INSERT INTO ownership (item, seq, party, role, line)
    SELECT iif(j.value ->> 0 < 0, NULL, r.item + (j.value ->> 0)), j.value ->> 1, (SELECT id FROM party WHERE council = r.council AND name = j.value ->> 2 AND coalesce(kind, '') = coalesce(j.value ->> 3, '')
               AND coalesce(expansion, '') = coalesce(j.value ->> 4, '')), j.value ->> 5, j.value ->> 6
      FROM restoring r, json_each(r.record, '$.ownership') j;
INSERT INTO date_value (item, seq, role, words, first_day, last_day, flags)
    SELECT iif(j.value ->> 0 < 0, NULL, r.item + (j.value ->> 0)), j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value ->> 4, j.value ->> 5, j.value ->> 6
      FROM restoring r, json_each(r.record, '$.date_value') j;
INSERT INTO resource (action, seq, who, percent)
    SELECT iif(j.value ->> 0 < 0, NULL, r.item + (j.value ->> 0)), j.value ->> 1, j.value ->> 2, CAST(j.value ->> 3 AS REAL)
      FROM restoring r, json_each(r.record, '$.resource') j;
INSERT INTO link (action, seq, code, target)
    SELECT iif(j.value ->> 0 < 0, NULL, r.item + (j.value ->> 0)), j.value ->> 1, j.value ->> 2, j.value ->> 3
      FROM restoring r, json_each(r.record, '$.link') j;
INSERT INTO abbreviation (edition, seq, short_form, meaning)
    SELECT r.edition, j.value ->> 0, j.value ->> 1, j.value ->> 2
      FROM restoring r, json_each(r.record, '$.abbreviation') j;
INSERT INTO anomaly (edition, seq, kind, line, words, action)
    SELECT r.edition, j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3, iif(j.value ->> 4 < 0, NULL, r.item + (j.value ->> 4))
      FROM restoring r, json_each(r.record, '$.anomaly') j;
INSERT INTO annotation (edition, seq, kind, line, author, words)
    SELECT r.edition, j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value ->> 4
      FROM restoring r, json_each(r.record, '$.annotation') j;
INSERT OR IGNORE INTO rule (name)
    SELECT DISTINCT j.value ->> 4 FROM restoring r, json_each(r.record, '$.evidence') j WHERE j.value ->> 4 IS NOT NULL;
INSERT INTO evidence (item, runs)
    SELECT item, json_group_array(json(run))
      FROM (SELECT iif(j.value ->> 0 < 0, NULL, r.item + (j.value ->> 0)) AS item,
                   CASE WHEN j.value ->> 3 THEN json_array(j.value ->> 1, j.value ->> 5, j.value ->> 6, coalesce(rule.id, 0), j.value ->> 2, j.value ->> 3)
                        WHEN j.value ->> 2 THEN json_array(j.value ->> 1, j.value ->> 5, j.value ->> 6, coalesce(rule.id, 0), j.value ->> 2)
                        ELSE json_array(j.value ->> 1, j.value ->> 5, j.value ->> 6, coalesce(rule.id, 0)) END AS run
              FROM restoring r, json_each(r.record, '$.evidence') j LEFT JOIN rule ON rule.name = j.value ->> 4
             ORDER BY j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3)
     GROUP BY item;
INSERT INTO account (edition, offset, length, use, repeat_of)
    SELECT r.edition, j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3
      FROM restoring r, json_each(r.record, '$.account') j;
INSERT INTO place (edition, lines)
    SELECT edition, record -> '$.place' FROM restoring WHERE record ->> '$.place' IS NOT NULL;
INSERT INTO table_place (edition, table_number, in_table, in_row, in_column)
    SELECT r.edition, j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3
      FROM restoring r, json_each(r.record, '$.table_place') j;
INSERT INTO table_heading (edition, table_number, column_number, words)
    SELECT r.edition, j.value ->> 0, j.value ->> 1, j.value ->> 2
      FROM restoring r, json_each(r.record, '$.table_heading') j;
INSERT INTO doubt (item, seq, field, other, confidence, offset, length)
    SELECT iif(j.value ->> 0 < 0, NULL, r.item + (j.value ->> 0)), j.value ->> 1, j.value ->> 2, j.value ->> 3, CAST(j.value ->> 4 AS REAL), j.value ->> 5, j.value ->> 6
      FROM restoring r, json_each(r.record, '$.doubt') j;

-- Corrections are the plan's: the first of its editions brings them all, the others find them there.
UPDATE restoring SET brings_corrections = NOT EXISTS (SELECT 1 FROM correction c WHERE c.plan = restoring.plan);
UPDATE restoring SET correction = iif(brings_corrections, (SELECT coalesce(max(id), 0) + 1 FROM correction),
                                      (SELECT min(id) FROM correction c WHERE c.plan = restoring.plan));
INSERT INTO correction (id, plan, kind, words, ref, twin, sha256, field, was, given, value, reason, made_by, made_on, ended_by, ended_on, ended_why, successor)
    SELECT iif(j.value ->> 0 < 0, NULL, r.correction + (j.value ->> 0)), r.plan, j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value ->> 4, j.value ->> 5, j.value ->> 6, j.value ->> 7, j.value ->> 8, j.value ->> 9, j.value ->> 10, j.value ->> 11, j.value ->> 12, j.value ->> 13, j.value ->> 14, j.value ->> 15, r.correction + (j.value ->> 16)
      FROM restoring r, json_each(r.record, '$.correction') j WHERE r.brings_corrections;
INSERT INTO corrected_owner (correction, seq, name, kind, expansion)
    SELECT iif(j.value ->> 0 < 0, NULL, r.correction + (j.value ->> 0)), j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value ->> 4
      FROM restoring r, json_each(r.record, '$.corrected_owner') j WHERE r.brings_corrections;
INSERT INTO corrected_date (correction, seq, words, first_day, last_day, flags)
    SELECT iif(j.value ->> 0 < 0, NULL, r.correction + (j.value ->> 0)), j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value ->> 4, j.value ->> 5
      FROM restoring r, json_each(r.record, '$.corrected_date') j WHERE r.brings_corrections;
INSERT INTO correction_match (correction, item, applies)
    SELECT c.id, iif(j.value ->> 1 < 0, NULL, r.item + (j.value ->> 1)), j.value ->> 2
      FROM restoring r, json_each(r.record, '$.correction_match') j
           JOIN correction c ON c.id = r.correction + (j.value ->> 0) AND c.plan = r.plan;

-- The key of sections is looked up at the end of all; here already, so that this record alone is refused.
INSERT INTO restoring (record)
    SELECT NULL FROM restoring r JOIN section s ON s.id >= r.item WHERE s.parent NOT IN (SELECT id FROM section);
