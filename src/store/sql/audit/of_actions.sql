SELECT sum(NOT a.is_chart) AS actions, sum(a.asks_date) AS date_cells, sum(a.asks_measure) AS measure_cells,
       sum(a.asks_owner) AS owner_cells, sum(a.lead_count > 0 AND NOT a.is_chart) AS owned_actions,
       sum(a.measure IS NOT NULL AND NOT a.is_chart) AS measures, sum(a.date_count) AS dates, sum(a.ref IS NOT NULL) AS refs,
       sum((a.status IS NOT NULL OR a.rag IS NOT NULL) AND NOT a.is_chart) AS statuses,
       sum(a.last_due IS NOT NULL AND NOT a.is_chart) AS due_actions,
       sum(a.last_due IS NOT NULL AND e.first_day IS NOT NULL) AS due_actions_with_period,
       sum(a.first_start IS NOT NULL AND a.last_due IS NOT NULL) AS starts_and_ends,
       iif(max(a.step_count) > 0, sum(a.first_start IS NOT NULL AND a.last_due IS NOT NULL AND NOT a.is_chart), 0) AS milestone_plans,
       iif(max(a.resource_count) > 0, sum(a.priority = 'high' AND NOT a.is_chart), 0) AS high_priority_actions,
       sum(a.link_count - a.outside_count) AS citations,
       iif(sum(a.outside_count > 0 AND NOT a.is_chart) >= :citing_share * sum(NOT a.is_chart), sum(NOT a.is_chart), 0)
           AS recommendation_cells
  FROM audit_edition e CROSS JOIN audit_action a
