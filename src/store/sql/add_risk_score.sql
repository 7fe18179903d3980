INSERT INTO risk_score (risk, stage, impact_low, impact_high, likelihood_low, likelihood_high, band_low, band_high, placement,
                        figure_low, figure_high, rank_first, rank_last, tied, product_first, product_last, contested)
VALUES (:risk, :stage, :impact_low, :impact_high, :likelihood_low, :likelihood_high, :band_low, :band_high, :placement,
        :figure_low, :figure_high, :rank_first, :rank_last, :tied, :product_first, :product_last, :contested)
