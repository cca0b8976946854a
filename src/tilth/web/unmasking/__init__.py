"""Personal data in clear, for a minute and with a reason."""
