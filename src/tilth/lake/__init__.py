"""The Parquet lake on disk: where files lie, and how a night becomes visible at once."""
