SELECT plan, ended_by FROM correction WHERE id = :id
