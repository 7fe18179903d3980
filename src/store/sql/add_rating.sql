INSERT INTO rating (risk, stage, impact, likelihood, score, impact_text, likelihood_text)
VALUES (:risk, :stage, :impact, :likelihood, :score, :impact_text, :likelihood_text)
