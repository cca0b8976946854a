"""Operations on a real database, several people at once."""
