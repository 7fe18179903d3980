-- Every value that the database says a plan states, with the words that its evidence points to:
-- plan, item, field, seq, how the value relates to its words, value, words (parts joined by a space; NULL: no place).
--   verbatim  the same letters and digits, in the same order
--   coloured  a rating that the colour of a Word cell gives: there are no words
--   repaired  read from the words, but not spelt as they are (a rating's letter, a code's look-alike, a key's abbreviation)
WITH stated (item, field, seq, relation, value) AS (
    SELECT id, 'text', 0, 'verbatim', text FROM action
    UNION ALL SELECT id, 'issue', 0, 'verbatim', issue FROM action
    UNION ALL SELECT id, 'measure', 0, 'verbatim', measure FROM action
    UNION ALL SELECT id, 'progress', 0, 'verbatim', progress FROM action
    UNION ALL SELECT id, 'ref', 0, 'repaired', ref FROM action
    UNION ALL SELECT id, 'priority', 0, 'repaired', priority FROM action
    UNION ALL SELECT id, 'status', 0, 'repaired', status FROM action
    UNION ALL SELECT id, 'rag', 0, CASE WHEN rule LIKE 'colours.%' THEN 'coloured' ELSE 'repaired' END, rag
        FROM action LEFT JOIN (SELECT DISTINCT item_id, rule FROM v_evidence WHERE field = 'rag') ON item_id = action.id
    UNION ALL SELECT id, 'text', 0, 'verbatim', text FROM milestone
    UNION ALL SELECT id, 'code', 0, 'repaired', code FROM section
    UNION ALL SELECT id, 'title', 0, 'verbatim', title FROM section
    UNION ALL SELECT id, 'aim', 0, 'verbatim', aim FROM section
    UNION ALL SELECT id, 'priority', 0, 'repaired', priority FROM section
    UNION ALL SELECT id, 'text', 0, 'verbatim', text FROM risk
    UNION ALL SELECT id, 'ref', 0, 'repaired', ref FROM risk
    UNION ALL SELECT id, 'consequence', 0, 'verbatim', consequence FROM risk
    UNION ALL SELECT id, 'mitigation', 0, 'verbatim', mitigation FROM risk
    UNION ALL SELECT id, 'controls', 0, 'verbatim', controls FROM risk
    UNION ALL SELECT id, 'notes', 0, 'verbatim', notes FROM risk
    UNION ALL SELECT risk, stage || ' impact', 0, 'repaired', impact FROM rating
    UNION ALL SELECT risk, stage || ' likelihood', 0, 'repaired', likelihood FROM rating
    UNION ALL SELECT risk, stage || ' score', 0, 'repaired', score FROM rating
    UNION ALL SELECT id, 'code', 0, 'repaired', code FROM indicator
    UNION ALL SELECT id, 'text', 0, 'verbatim', text FROM indicator
    UNION ALL SELECT id, 'notes', 0, 'verbatim', notes FROM indicator
    UNION ALL SELECT indicator, 'value', seq, 'verbatim', value FROM indicator_value
    UNION ALL SELECT ownership.item, 'owner', seq, 'verbatim', party.name FROM ownership JOIN party ON party.id = party
    UNION ALL SELECT item, 'date', seq, 'verbatim', words FROM date_value
    UNION ALL SELECT action, 'resource', seq, 'repaired', who FROM resource
    UNION ALL SELECT action, 'link', seq, 'repaired', code FROM link
    UNION ALL SELECT item.id, 'council', 0, 'repaired', council.name
        FROM edition JOIN council ON council.id = council JOIN item ON item.edition = edition.id AND item.kind = 'document'
        WHERE council_given = 0
    UNION ALL SELECT item.id, 'title', 0, 'verbatim', title
        FROM edition JOIN item ON item.edition = edition.id AND item.kind = 'document' WHERE title_given = 0
    UNION ALL SELECT item.id, 'plan date', 0, 'repaired', date
        FROM edition JOIN item ON item.edition = edition.id AND item.kind = 'document' WHERE date_given = 0
    UNION ALL SELECT item.id, 'abbreviation', seq, 'repaired', short_form
        FROM abbreviation JOIN item ON item.edition = abbreviation.edition AND item.kind = 'document'
    UNION ALL SELECT item.id, 'meaning', seq, 'verbatim', meaning
        FROM abbreviation JOIN item ON item.edition = abbreviation.edition AND item.kind = 'document'
),
quoted (item, field, seq, words) AS (
    SELECT item_id, field, seq, group_concat(words, ' ')
    FROM (SELECT item_id, field, seq, words FROM v_evidence WHERE length > 0 ORDER BY item_id, field, seq, part)
    GROUP BY item_id, field, seq
)
SELECT plan.key, item.kind || ' ' || item.number, stated.field, stated.seq, relation,
       replace(replace(replace(value, char(9), ' '), char(10), ' '), char(13), ' '),
       replace(replace(replace(replace(words, char(9), ' '), char(10), ' '), char(13), ' '), char(12), ' ')
FROM stated JOIN item ON item.id = stated.item JOIN edition ON edition.id = item.edition JOIN plan ON plan.id = edition.plan
     LEFT JOIN quoted ON quoted.item = stated.item AND quoted.field = stated.field AND quoted.seq = stated.seq
WHERE value IS NOT NULL
ORDER BY plan.key, item.kind, item.number, stated.field, stated.seq;
