"""Every door of the house, tried with every key: pages, fragments, API (F6, F7, F8)."""
