-- A reference of one section that stands in another, or one that stands between two that follow one another.
WITH RECURSIVE up (section, parent, code) AS (
    SELECT s.id, s.parent, s.code
      FROM audit_edition e CROSS JOIN item i ON i.edition = e.id AND i.kind = 'section' CROSS JOIN section s ON s.id = i.id
    UNION ALL
    SELECT u.section, s.parent, s.code FROM up u JOIN section s ON s.id = u.parent WHERE u.code IS NULL
), own AS MATERIALIZED (    -- the code that a section goes under: its own, or that of the one around it
    SELECT section, code, code(code) AS family FROM up WHERE code IS NOT NULL
), families AS MATERIALIZED (
    SELECT s.code, code(s.code) AS family
      FROM audit_edition e CROSS JOIN item i ON i.edition = e.id AND i.kind = 'section' CROSS JOIN section s ON s.id = i.id
     WHERE s.code IS NOT NULL
     GROUP BY code(s.code)
)
SELECT r.id AS item, r.ref AS words, 'ref' AS field, 0 AS seq,
       'stands in section ' || o.code || ', though section ' || f.code || ' has such references' AS a
  FROM audit_action r CROSS JOIN own o ON o.section = r.section CROSS JOIN families f ON f.family = r.ref_family
 WHERE r.ref IS NOT NULL AND NOT r.is_chart AND r.ref_family <> o.family
UNION ALL
SELECT id, ref, 'ref', 0,
       'stands between ' || (SELECT ref FROM audit_action WHERE number = r.number - 1)
           || ' and ' || (SELECT ref FROM audit_action WHERE number = r.number + 1)
  FROM audit_action r
 WHERE NOT is_chart AND ref_figure > 0 AND figure_after = figure_before + 1
   AND (ref_figure < figure_before OR ref_figure > figure_after)
