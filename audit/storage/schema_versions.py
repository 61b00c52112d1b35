"""The versions of the schema that this program knows, oldest first."""

VERSIONS: tuple[str, ...] = ("0001", "0002", "0003", "0004", "0005")
