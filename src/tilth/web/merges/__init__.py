"""Pages on which two customer numbers are said to be one person, and what the file tells of it."""
