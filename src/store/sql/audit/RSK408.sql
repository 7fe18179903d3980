-- Lower with controls, but there are none.
SELECT r.id AS item
  FROM audit_risk r JOIN rating a ON a.risk = r.id AND a.stage = 'inherent' JOIN rating b ON b.risk = r.id AND b.stage = 'residual'
 WHERE r.controls IS NULL
   AND (r.mitigation IS NULL OR EXISTS (SELECT 1 FROM audit_risk o WHERE o.edition = r.edition AND o.controls IS NOT NULL))
   AND ((typeof(level(a.impact)) = typeof(level(b.impact)) AND level(b.impact) < level(a.impact))
        OR (typeof(level(a.likelihood)) = typeof(level(b.likelihood)) AND level(b.likelihood) < level(a.likelihood))
        OR (typeof(level(a.score)) = typeof(level(b.score)) AND level(b.score) < level(a.score)))
