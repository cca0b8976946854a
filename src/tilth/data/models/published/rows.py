"""A row of a published night, as a class of tables."""

from tilth.data.fetched import Fetched


class Published(Fetched):
    """A row of a published night; nobody changes or saves it by this class."""

    class Meta:
        """No table of its own."""

        abstract = True
