SELECT a.edition, a.number, b.edition, b.number FROM overlap o JOIN item a ON a.id = o.a JOIN item b ON b.id = o.b ORDER BY o.id
