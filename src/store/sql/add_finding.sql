INSERT INTO finding (rule, item, line, message, words)
VALUES (:rule, :item, :line, :message, :words)
