"""Who works with a customer: owners, participants, who looked; invitations and hand-over."""
