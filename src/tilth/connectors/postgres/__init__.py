"""PostgreSQL inside the data folder, for banks and people who have none of their own."""
