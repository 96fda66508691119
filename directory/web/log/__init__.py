"""The log of decisions for everybody: lines, signed heads, proofs, and what they are good for."""

from directory.web.log.views import blueprint

__all__ = ["blueprint"]
