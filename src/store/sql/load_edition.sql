SELECT p.key, e.number, e.document, e.path, e.sha256, c.name, e.council_given, e.title, e.title_given, e.date,
       e.date_given, e.encoding, e.encoding_why, e.line_count
  FROM edition e JOIN plan p ON p.id = e.plan JOIN council c ON c.id = e.council
 WHERE e.id = :edition
