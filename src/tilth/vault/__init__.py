"""The key ring and what is locked with it: sealed columns, blind indexes, marks. Knows no Django."""
