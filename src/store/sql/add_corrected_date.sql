INSERT INTO corrected_date (correction, seq, words, first_day, last_day, is_by, is_after, is_ongoing, is_recurring,
                            is_invalid, is_undated, is_tbc, is_week, is_ambiguous, is_relative, is_revised)
VALUES (:id, :seq, :words, :first_day, :last_day, :is_by, :is_after, :is_ongoing, :is_recurring,
        :is_invalid, :is_undated, :is_tbc, :is_week, :is_ambiguous, :is_relative, :is_revised)
