"""The tab Network of one customer: household, who is around as a drawing and a table, who can introduce."""
