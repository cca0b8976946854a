"""The diary: one line per record about a customer, made again and compared, and asked what is due."""
