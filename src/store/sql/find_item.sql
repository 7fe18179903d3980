SELECT id FROM item WHERE edition = :edition AND kind = :kind AND number = :number
