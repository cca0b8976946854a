"""Subjects: what each decides, and what is derived of all of them."""
