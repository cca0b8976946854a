"""Follow-ups by rule: the night makes them due, settles those acted on, stops those of whom is not ready."""
