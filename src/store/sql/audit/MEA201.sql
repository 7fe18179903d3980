-- The measure cell is empty.
SELECT id AS item FROM audit_action WHERE asks_measure AND measure IS NULL
