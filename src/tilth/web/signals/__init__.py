"""Signals on the pages: in words, with what is at stake, until when, and from which figures."""
