SELECT e.id AS edition, 1 AS count FROM audit_edition e JOIN source_text s ON s.edition = e.id WHERE s.text <> ''
