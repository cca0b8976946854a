"""The library of what can be said in calls: written by head office, approved by another, shown in calls."""
