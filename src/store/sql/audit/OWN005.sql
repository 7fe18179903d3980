-- One lead of many open actions, or of a large share of them; told once, at the first.
WITH leads AS (
    SELECT action, name, count(DISTINCT number) AS actions, min(number) AS first,
           (SELECT count(*) FROM audit_action WHERE is_open AND NOT is_chart) AS all_actions
      FROM audit_lead
     WHERE is_open AND NOT is_chart AND NOT is_everybody
     GROUP BY name
)
SELECT action AS item, name AS words, 'owner' AS field,
       (SELECT min(o.seq) FROM ownership o CROSS JOIN party p ON p.id = o.party
         WHERE o.item = l.action AND o.role = 'lead' AND p.name = l.name) AS seq,
       actions AS a, all_actions AS b
  FROM leads l
 WHERE actions > :owner_actions OR (actions > :owner_share * all_actions AND actions > :owner_share_actions)
