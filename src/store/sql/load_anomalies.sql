SELECT kind, line, words, action FROM anomaly WHERE edition = :edition ORDER BY seq
