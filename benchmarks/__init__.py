"""Speed as ratios within one run: `make bench`. The method is told in docs/PERFORMANCE.md."""
