SELECT count(record) FROM export_record
