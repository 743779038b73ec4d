"""The version, by itself: `--version` must not import anything else."""

__version__ = "0.1.0"
