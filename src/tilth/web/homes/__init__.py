"""First pages: the progress of a team, what a planner was asked for, who is there, the rules in force."""
