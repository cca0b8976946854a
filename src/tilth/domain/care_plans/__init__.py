"""Care plans of the night: what a talk carried out moves on, the bank's own are set up, others end."""
