-- Of an action that is not done or dropped, the date cell says nothing of when: it is empty, a placeholder, or a start alone.
SELECT a.id AS item, d.words, iif(d.words IS NULL, NULL, 'date') AS field, d.seq
  FROM audit_action a LEFT JOIN date_value d ON d.item = a.id AND d.seq = 0
 WHERE a.asks_date AND a.is_open AND NOT a.says_when
   AND a.id NOT IN (SELECT id FROM audit_puzzle)
