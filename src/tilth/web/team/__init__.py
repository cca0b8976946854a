"""A leader's managers: who looks after whom, covers, hand-overs."""
