-- Many words, or several things to do, under one owner and date.
SELECT a.id AS item, word_count(t.text) AS a, 'text' AS field, 0 AS seq
  FROM audit_action a JOIN action t ON t.id = a.id
 WHERE NOT a.is_chart AND word_count(t.text) > :action_words
