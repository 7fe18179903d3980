DELETE FROM overlap
