INSERT INTO edition (plan, number, document, path, sha256, council, council_given, title, title_given, date,
                     date_given, encoding, encoding_why, line_count, reader)
VALUES (:plan, :number, :document, :path, :sha256, :council, :council_given, :title, :title_given, :date,
        :date_given, :encoding, :encoding_why, :line_count, :reader)
