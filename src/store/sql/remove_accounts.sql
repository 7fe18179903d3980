DELETE FROM account WHERE edition = :edition
