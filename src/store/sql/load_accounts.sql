SELECT offset, length, use, repeat_of FROM account WHERE edition = :edition ORDER BY offset
