"""Figures of a dataset: who has how many tasks, what is due when, what is doubtful, what kinds of documents there are."""
