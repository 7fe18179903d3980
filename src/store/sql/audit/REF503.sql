-- A reference of one section that stands in another, or one that stands between two that follow one another.
WITH RECURSIVE up (section, parent, code) AS (
    SELECT s.id, s.parent, s.code
      FROM audit_edition e JOIN item i ON i.edition = e.id AND i.kind = 'section' JOIN section s ON s.id = i.id
    UNION ALL
    SELECT u.section, s.parent, s.code FROM up u JOIN section s ON s.id = u.parent WHERE u.code IS NULL
), own AS MATERIALIZED (    -- the code that a section goes under: its own, or that of the one around it
    SELECT section, code, code(code) AS family FROM up WHERE code IS NOT NULL
), families AS MATERIALIZED (
    SELECT i.edition, s.code, code(s.code) AS family
      FROM audit_edition e JOIN item i ON i.edition = e.id AND i.kind = 'section' JOIN section s ON s.id = i.id
     WHERE s.code IS NOT NULL
     GROUP BY i.edition, code(s.code)
), refs AS MATERIALIZED (
    SELECT id, edition, number, section, ref, letters(ref) AS family,
           figure(ref) AS place
      FROM audit_action WHERE ref IS NOT NULL AND NOT is_chart
)
SELECT r.id AS item, r.ref AS words, 'ref' AS field, 0 AS seq,
       'stands in section ' || o.code || ', though section ' || f.code || ' has such references' AS a
  FROM refs r CROSS JOIN own o ON o.section = r.section CROSS JOIN families f ON f.edition = r.edition AND f.family = r.family
 WHERE r.family <> o.family
UNION ALL
SELECT r.id, r.ref, 'ref', 0, 'stands between ' || b.ref || ' and ' || n.ref
  FROM refs r CROSS JOIN audit_action b ON b.edition = r.edition AND b.number = r.number - 1 AND letters(b.ref) = r.family
       CROSS JOIN audit_action n ON n.edition = r.edition AND n.number = r.number + 1 AND letters(n.ref) = r.family
 WHERE figure(n.ref) = figure(b.ref) + 1 AND r.place > 0 AND (r.place < figure(b.ref) OR r.place > figure(n.ref))
