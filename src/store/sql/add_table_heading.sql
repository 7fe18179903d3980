INSERT INTO table_heading (edition, table_number, column_number, words)
VALUES (:edition, :table_number, :column_number, :words)
