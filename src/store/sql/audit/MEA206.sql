-- Runs for long without a step on the way, in a plan that has steps.
SELECT id AS item, CAST(days / 30.4 AS INTEGER) AS a
  FROM audit_action
 WHERE is_open AND NOT is_chart AND days > :milestone_days AND step_count = 0
   AND EXISTS (SELECT 1 FROM audit_action WHERE step_count > 0)
