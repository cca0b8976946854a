"""From files to typed columns: encodings, CSV records, Parquet; what cannot be typed is set aside."""
