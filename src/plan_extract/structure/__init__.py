"""Stages 1 and 2: the segment splitter, the numbered-clause parser, and the head of the document."""
