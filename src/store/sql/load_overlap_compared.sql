SELECT i.edition FROM overlap_compared c JOIN item i ON i.id = c.item ORDER BY i.edition
