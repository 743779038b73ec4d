"""The page: the source with every value marked in place, and the ledger beside it, each leading to the other.

`page.html` is the frame, `page.css` and `page.js` go into it. Everything to be read is made here, so that the page can be
read and printed without its script; the script adds filters, search, keys and the way between words and ledger.
"""

from plan_extract.writers.page.book import Told, as_recorded
from plan_extract.writers.page.whole import render_page

__all__ = ["Told", "as_recorded", "render_page"]
