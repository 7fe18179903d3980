SELECT g.risk, g.stage, g.impact, g.likelihood, g.score, g.impact_text, g.likelihood_text
  FROM rating g
 WHERE g.risk BETWEEN :item_first AND :item_last
 ORDER BY g.risk
