"""The way of a night into PostgreSQL, and of the day's work back into the lake. Knows no Django."""
