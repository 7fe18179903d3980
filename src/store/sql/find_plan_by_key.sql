SELECT id FROM plan WHERE key = :key
