-- Lower with controls, but there are none.
SELECT r.id AS item
  FROM audit_risk r CROSS JOIN audit_rating a ON a.number = r.number AND a.stage = 'inherent'
       CROSS JOIN audit_rating b ON b.number = r.number AND b.stage = 'residual'
 WHERE NOT r.has_controls
   AND (NOT r.has_mitigation OR EXISTS (SELECT 1 FROM audit_risk WHERE has_controls))
   AND ((typeof(a.impact_level) = typeof(b.impact_level) AND b.impact_level < a.impact_level)
        OR (typeof(a.likelihood_level) = typeof(b.likelihood_level) AND b.likelihood_level < a.likelihood_level)
        OR (typeof(a.score_level) = typeof(b.score_level) AND b.score_level < a.score_level))
