SELECT max(id) FROM item_search_docsize
