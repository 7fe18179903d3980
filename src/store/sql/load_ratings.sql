SELECT g.risk, g.stage, g.impact, g.likelihood, g.score, g.impact_text, g.likelihood_text
  FROM item i JOIN rating g ON g.risk = i.id
 WHERE i.edition = :edition AND i.kind = 'risk'
 ORDER BY i.number
