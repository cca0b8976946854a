"""My book and the branch: where things stand, who needs help, what to do first."""
