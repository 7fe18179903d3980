SELECT 1
  FROM edition e JOIN reader r ON r.id = e.reader
 WHERE e.sha256 = :sha256 AND r.program = :program AND r.grammar = :grammar
