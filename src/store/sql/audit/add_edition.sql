INSERT INTO audit_edition (id, plan, number, document, as_of, plan_date, first_day, last_day)
SELECT e.id, e.plan, e.number, i.id, coalesce(:as_of, date(e.date)), date(e.date),
       iif(p.years IS NULL, date(e.date, '-' || :period_years || ' years'), substr(p.years, 1, 4) || '-01-01'),
       iif(p.years IS NULL, date(e.date, '+' || :period_years || ' years'),
           CAST(substr(substr(p.years, 1, 4), 1, 2) || substr(p.years, -2) AS INTEGER) + 1 || '-03-31')
  FROM edition e JOIN item i ON i.edition = e.id AND i.kind = 'document',
       (SELECT found('period', (SELECT title FROM edition WHERE id = :edition)) AS years) AS p
 WHERE e.id = :edition
