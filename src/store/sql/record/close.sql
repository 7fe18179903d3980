DROP TABLE IF EXISTS temp.restoring;
DROP TABLE IF EXISTS temp.export_record;
