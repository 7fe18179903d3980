SELECT runs FROM evidence WHERE item = ?1
