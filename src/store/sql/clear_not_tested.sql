DELETE FROM not_tested
