"""Cells of the CSV files that commands write."""

from directory.domain.cells import cell

__all__ = ["cell"]
