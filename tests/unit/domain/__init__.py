"""Operations, one subject a file."""
