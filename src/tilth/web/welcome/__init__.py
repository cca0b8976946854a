"""The first three minutes: a tour over the real pages, remembered, and gone when it is not wanted."""
