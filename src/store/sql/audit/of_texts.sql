SELECT count(*) AS texts FROM audit_edition e CROSS JOIN source_text s ON s.edition = e.id WHERE s.text <> ''
