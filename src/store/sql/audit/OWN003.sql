-- Many leads, and none of them is marked as the one who answers.
SELECT id AS item, lead_count AS a FROM audit_action WHERE lead_count > :owner_leads AND NOT is_chart
