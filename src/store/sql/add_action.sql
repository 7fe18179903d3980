INSERT INTO action (id, kind, ref, text, section, issue, priority, status, rag, measure, progress,
                    has_owner_column, has_date_column, has_measure_column, confidence)
VALUES (:item, :kind, :ref, :text, :section, :issue, :priority, :status, :rag, :measure, :progress,
        :has_owner_column, :has_date_column, :has_measure_column, :confidence)
