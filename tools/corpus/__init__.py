"""A folder of plans read at once, for a reviewer of the rules: what is read, what may be missed, what a change does."""
