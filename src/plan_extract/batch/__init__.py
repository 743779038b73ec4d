"""Batches: a folder of anything becomes a dataset and an account of every input.

`inputs` finds the documents and `work` reads them, in processes that an engine of `engines` keeps; `run` puts what comes back
in the order of the inputs into an output of `outputs`, and keeps it in a `journal` from which an interrupted run goes on.
"""
