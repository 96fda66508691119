"""Speed, size and exactness, each figure beside its reference: `python -m tests.benchmarks`."""
