"""Everything that leaves the house: the record, its editions, and the documents made from it."""
