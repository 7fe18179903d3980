-- What is known of the edition with these bytes.
SELECT e.id, e.plan, e.number, p.key, e.reader, e.council, c.name, e.council_given, e.title,
       e.title_given, e.date, e.date_given, e.encoding
  FROM edition e JOIN plan p ON p.id = e.plan JOIN council c ON c.id = e.council
 WHERE e.sha256 = :sha256
