-- What is to be done with a record, and whose it is.
SELECT CASE
           WHEN record ->> '$.schema' IS NULL THEN 'none'
           WHEN record ->> '$.schema' IS NOT (SELECT user_version FROM pragma_user_version) THEN 'other version'
           WHEN record ->> '$.edition.sha256' IN (SELECT sha256 FROM edition) THEN 'known'
           WHEN EXISTS (SELECT 1 FROM edition e JOIN plan p ON p.id = e.plan
                         WHERE p.key = record ->> '$.plan' AND e.number = record ->> '$.edition.number') THEN 'taken'
           ELSE 'new'
       END, record ->> '$.plan'
  FROM export_record WHERE id = :id
