-- The same bytes read again: the edition stays what it is, all that was read of it is new.
UPDATE edition
   SET document = :document, council = :council, council_given = :council_given, title = :title, title_given = :title_given,
       date = :date, date_given = :date_given, encoding = :encoding, encoding_why = :encoding_why,
       line_count = :line_count, reader = :reader
 WHERE id = :edition
