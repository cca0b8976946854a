"""Why a sealed value does not open; the sentences name keys and places, never values."""

from tilth.kernel.errors import TilthError


class KeyMissingError(TilthError):
    """A value was locked with a key that the ring does not hold."""

    def __init__(self, key: int) -> None:
        self.key = key
        super().__init__(
            f"The key ring holds no key {key}, with which this value was sealed:"
            " bring back the key ring that belongs to this data."
        )


class TamperedError(TilthError):
    """A value was changed, cut, moved to another place, or never sealed."""

    def __init__(self, table: str, column: str, row: str) -> None:
        super().__init__(
            f"{table}.{column} of {row} is not what was sealed there: it was changed, cut or moved;"
            " take the night's feed again with `tilth nightly --replace`."
        )


class ErasedError(TilthError):
    """A text about a person whose key was destroyed: nobody opens it any more."""

    def __init__(self) -> None:
        super().__init__("This text was about a person who was erased: its key was destroyed.")
