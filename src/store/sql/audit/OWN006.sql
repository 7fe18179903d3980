-- Names that differ in marks alone, or one person's first name and initial; told at the rarer one.
WITH names AS (
    SELECT edition, name, kind, min(action) AS item, count(*) AS uses, plain(name) AS words
      FROM audit_lead GROUP BY edition, name
)
SELECT b.item, b.name AS words, 'owner' AS field,
       (SELECT seq FROM audit_lead WHERE action = b.item AND name = b.name) AS seq, a.name AS a, a.name AS hint
  FROM names a JOIN names b ON b.edition = a.edition AND b.name <> a.name AND (b.uses, b.name) < (a.uses, a.name)
 WHERE a.words = b.words
    OR (a.kind = 'person' AND b.kind = 'person' AND last_word(a.words) = last_word(b.words)
        AND instr(a.words, ' ') > 0 AND instr(b.words, ' ') > 0 AND substr(a.words, 1, 1) = substr(b.words, 1, 1)
        AND (instr(a.words, ' ') = 2 OR instr(b.words, ' ') = 2))
 GROUP BY b.edition, b.name
