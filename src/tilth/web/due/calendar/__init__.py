"""What is due by day: the hours of a day, a week, the counts of a month, and all of it as calendar files."""
