"""Repeatable comparisons: ratios inside one alternating run, never absolute times (bench/README.md)."""
