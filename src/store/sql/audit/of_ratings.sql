WITH placed AS (
    SELECT count(DISTINCT number) AS risks FROM audit_rating WHERE impact IS NOT NULL AND likelihood IS NOT NULL
), rated AS (
    SELECT count(DISTINCT number) AS risks FROM audit_rating WHERE impact IS NOT NULL OR likelihood IS NOT NULL
), twice AS (
    SELECT count(DISTINCT a.number) AS risks
      FROM audit_rating a CROSS JOIN audit_rating b ON b.number = a.number AND b.stage <> 'inherent'
     WHERE a.stage = 'inherent'
), printed AS (
    SELECT count(*) AS ratings FROM audit_rating
     WHERE typeof(impact_level) = 'integer' AND typeof(likelihood_level) = 'integer' AND typeof(score_level) = 'integer'
)
SELECT iif(placed.risks >= :cell_risks, placed.risks, 0) AS placed_risks, rated.risks AS rated_risks,
       twice.risks AS risks_rated_twice, printed.ratings AS printed_scores
  FROM placed, rated, twice, printed
