INSERT INTO risk (id, ref, text, section, consequence, mitigation, controls, notes, has_owner_column)
VALUES (:item, :ref, :text, :section, :consequence, :mitigation, :controls, :notes, :has_owner_column)
