"""What made a file: the version of the product, and of all that the bytes of a file depend on."""

import hashlib
import zlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version

PRODUCT = "Peer Rights Audit"
_DISTRIBUTION = "peer-rights-audit"
# Those whose next version may draw, pack or word a page otherwise from the same record.
_DRAWING = ("reportlab", "pillow", "uharfbuzz", "python-bidi", "openpyxl", "babel")
_SHORT = 8


@cache
def maker() -> str:
    """Name this product, its version, and a digest of the versions it draws with."""
    versions = [*(f"{name} {_version(name)}" for name in _DRAWING), zlib.ZLIB_RUNTIME_VERSION]
    drawing = hashlib.sha256("\n".join(versions).encode()).hexdigest()[:_SHORT]
    return f"{PRODUCT} {_version(_DISTRIBUTION)} ({drawing})"


def _version(distribution: str) -> str:
    # Run from its source, the product is not an installed package.
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "-"
