"""The audit: entries, chain, outside heads, who looked, what was visible when."""
