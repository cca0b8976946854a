"""What people do with the records of each subject: one file a subject, under its word."""
