-- One lead of many open actions, or of a large share of them; told once, at the first.
SELECT l.action AS item, l.name AS words, 'owner' AS field, l.seq, count(DISTINCT l.action) AS a, t.open AS b,
       min(l.number) AS first
  FROM audit_lead l
       JOIN (SELECT edition, count(*) AS open FROM audit_action WHERE is_open AND NOT is_chart GROUP BY edition) AS t ON t.edition = l.edition
 WHERE l.is_open AND NOT l.is_chart AND found('everybody', l.name) IS NULL
 GROUP BY l.edition, l.name
HAVING count(DISTINCT l.action) > :owner_actions
    OR (count(DISTINCT l.action) > :owner_share * t.open AND count(DISTINCT l.action) > :owner_share_actions)
