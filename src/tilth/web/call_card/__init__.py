"""The call card: why to call, what to ask, what may be offered, what to answer, what to leave unsaid."""
