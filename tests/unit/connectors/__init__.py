"""Connectors: pinyin of names."""
