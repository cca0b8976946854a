"""Tests of the pages: Django client, formats, translations of facts into words."""
