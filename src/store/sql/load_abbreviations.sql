SELECT short_form, meaning FROM abbreviation WHERE edition = :edition ORDER BY seq
