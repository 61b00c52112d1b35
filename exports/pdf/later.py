"""Parts of a story that are made when their turn comes, so that no document is held whole."""

from collections.abc import Callable, Iterable

from reportlab.platypus import Flowable


class Later(Flowable):
    """Flowables that are made once all that stands before them is drawn."""

    def __init__(self, make: Callable[[], Iterable[Flowable]]) -> None:
        super().__init__()
        self._make = make

    @property
    def parts(self) -> list[Flowable]:
        """Make them."""
        return list(self._make())
