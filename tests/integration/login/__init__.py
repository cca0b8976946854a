"""What the pages' own login can do with SQL of its own."""
