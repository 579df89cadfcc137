"""Values against each other: ``compare`` two quantities. Nothing here reads who says them, or where.

quantities  interval algebra with open ends, stated tolerances and unit conversion
units       factors between units
sums        sums of coordinated counts
values      values of one property, by what the property itself says of two of them
"""

from checker.compare.quantities import compare

__all__ = ["compare"]
