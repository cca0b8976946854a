"""Who stands around a customer: ties fed and written down, as far as the actor sees both ends."""
