"""Tests of the directory, and what they share."""

from tests.bytecode import keep_bytecode

# Before anything else is imported, and for every worker and child of this process.
keep_bytecode()
