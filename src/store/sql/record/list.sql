INSERT INTO export_record (record) SELECT value -> '$.record' FROM json_each(:export, '$.plans')
