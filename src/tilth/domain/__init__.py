"""What the application does: one folder per subject, `queries` read and `operations` write."""
