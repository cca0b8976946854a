"""What the database itself enforces: who the actor is, which rows follow, what the pages' login may do."""
