"""One module per source: names, types, base amounts, days. Nothing is decided here."""
