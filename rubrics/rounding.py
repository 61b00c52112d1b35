"""Rounding half up, exactly: the only place where a figure loses digits."""

from decimal import Decimal
from fractions import Fraction


def half_up(value: Fraction, decimals: int) -> Decimal:
    """Return a figure rounded half up to a number of decimals."""
    # In whole numbers, since adding fractions would cost ten times as much.
    doubled = 2 * value.denominator
    steps = (2 * 10**decimals * value.numerator + value.denominator) // doubled
    return Decimal(steps).scaleb(-decimals)
