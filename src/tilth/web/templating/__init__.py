"""How pages are written: Jinja2 behind Django's own interface, and the words that templates write with."""
