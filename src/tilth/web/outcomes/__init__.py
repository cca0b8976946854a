"""The page of results: a row a manager, and the records behind each figure."""
