INSERT INTO correction (plan, kind, words, ref, twin, sha256, field, was, given, value, reason, made_by, made_on)
VALUES ((SELECT id FROM plan WHERE key = :plan), :kind, :words, :ref, :twin, :sha256, :field, :was, :given, :value, :reason,
        :made_by, :made_on)
