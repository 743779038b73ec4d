"""`python -m plan_extract`."""

import sys

from plan_extract.cli import main

sys.exit(main())
