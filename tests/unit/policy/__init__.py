"""What the bank decided: masks, permissions, how fields are shown."""
