-- Many words, or several things to do, under one owner and date.
SELECT id AS item, word_count(text) AS a, 'text' AS field, 0 AS seq
  FROM audit_action
 WHERE NOT is_chart AND word_count(text) > :action_words
