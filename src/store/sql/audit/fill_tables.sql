-- Makes the tables those of the edition :edition.
DELETE FROM audit_edition;
DELETE FROM audit_unread;
DELETE FROM audit_unowned;
DELETE FROM audit_puzzle;
DELETE FROM audit_risk;
DELETE FROM audit_rating;

INSERT INTO audit_edition (id, plan, number, document, as_of, plan_date, first_day, last_day)
SELECT e.id, e.plan, e.number, i.id, coalesce(:as_of, date(e.date)), date(e.date),
       iif(p.years IS NULL, date(e.date, '-' || :period_years || ' years'), substr(p.years, 1, 4) || '-01-01'),
       iif(p.years IS NULL, date(e.date, '+' || :period_years || ' years'),
           CAST(substr(substr(p.years, 1, 4), 1, 2) || substr(p.years, -2) AS INTEGER) + 1 || '-03-31')
  FROM edition e JOIN item i ON i.edition = e.id AND i.kind = 'document',
       (SELECT found('period', (SELECT title FROM edition WHERE id = :edition)) AS years) AS p
 WHERE e.id = :edition;

INSERT INTO audit_unread
SELECT offset, length, cut(offset, length) FROM account
 WHERE edition = :edition AND use = (SELECT id FROM line_use WHERE name = 'unread');

-- A placeholder is no value, so it stands among the words that are none: within the row, or right behind it.
INSERT INTO audit_unowned
SELECT u.id, found('placeholder', cut(c.offset, c.length)), min(c.offset)
  FROM (SELECT a.id, first_byte(x.runs) AS first, end_byte(x.runs) AS last
          FROM audit_action a LEFT JOIN evidence x ON x.item = a.id
         WHERE a.asks_owner AND a.lead_count = 0) AS u
       LEFT JOIN account c ON c.edition = :edition AND c.offset BETWEEN u.first AND u.last + 3
                          AND found('placeholder', cut(c.offset, c.length)) IS NOT NULL
 GROUP BY u.id;

INSERT INTO audit_puzzle
SELECT DISTINCT r.id
  FROM (SELECT a.id, first_byte(x.runs) AS first, end_byte(x.runs) AS last
          FROM audit_action a CROSS JOIN evidence x ON x.item = a.id
         WHERE a.asks_date AND NOT a.says_when) AS r
       CROSS JOIN audit_unread u ON u.offset BETWEEN r.first AND r.last
 WHERE found('dated', u.text) IS NOT NULL;

INSERT INTO audit_risk
SELECT i.number, r.id, r.has_owner_column, r.consequence IS NOT NULL, r.mitigation IS NOT NULL, r.controls IS NOT NULL, r.text
  FROM item i CROSS JOIN risk r ON r.id = i.id
 WHERE i.edition = :edition AND i.kind = 'risk';

INSERT INTO audit_rating
SELECT r.number, g.stage, r.id, g.impact, g.likelihood, g.score, level(g.impact), level(g.likelihood), level(g.score)
  FROM audit_risk r CROSS JOIN rating g ON g.risk = r.id;
