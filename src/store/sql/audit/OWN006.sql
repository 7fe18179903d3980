-- Names that differ in marks alone, or one person's first name and initial; told at the rarer one.
WITH names AS MATERIALIZED (
    SELECT name, kind, action, min(number) AS first, count(*) AS uses, plain(name) AS words
      FROM audit_lead GROUP BY name
)
SELECT b.action AS item, b.name AS words, 'owner' AS field,
       (SELECT min(o.seq) FROM ownership o CROSS JOIN party p ON p.id = o.party
         WHERE o.item = b.action AND o.role = 'lead' AND p.name = b.name) AS seq,
       a.name AS a, a.name AS hint
  FROM names a CROSS JOIN names b ON b.name <> a.name AND (b.uses, b.name) < (a.uses, a.name)
 WHERE a.words = b.words
    OR (a.kind = 'person' AND b.kind = 'person' AND last_word(a.words) = last_word(b.words)
        AND instr(a.words, ' ') > 0 AND instr(b.words, ' ') > 0 AND substr(a.words, 1, 1) = substr(b.words, 1, 1)
        AND (instr(a.words, ' ') = 2 OR instr(b.words, ' ') = 2))
 GROUP BY b.name
