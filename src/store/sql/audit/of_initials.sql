SELECT count(*) AS initials
  FROM (SELECT DISTINCT name, kind, expansion FROM audit_lead
         WHERE EXISTS (SELECT 1 FROM audit_edition e CROSS JOIN abbreviation b ON b.edition = e.id) AND found('initials', name) IS NOT NULL)
