UPDATE correction SET ended_by = :made_by, ended_on = :made_on, ended_why = :why, successor = :successor
 WHERE id = :id AND ended_by IS NULL
