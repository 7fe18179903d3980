-- Many leads, and none of them is marked as the one who answers.
SELECT a.id AS item, a.lead_count AS a
  FROM audit_action a
 WHERE a.lead_count > :owner_leads AND NOT a.is_chart
