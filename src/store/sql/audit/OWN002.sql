-- The owner cell holds a placeholder, or everybody and nobody besides.
SELECT id AS item, placeholder AS words, offset FROM audit_unowned WHERE placeholder IS NOT NULL
UNION ALL
SELECT action, name, NULL FROM audit_lead AS l
 WHERE is_everybody AND NOT is_chart
 GROUP BY number
HAVING count(*) = (SELECT lead_count FROM audit_action WHERE number = l.number)
