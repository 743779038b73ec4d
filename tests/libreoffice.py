"""LibreOffice, for the tests that hold what is read and written against it; without it they are left out."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from support import needs

PROGRAM = shutil.which("soffice") or shutil.which("libreoffice")
one_at_a_time = pytest.mark.xdist_group("libreoffice")


def convert(folder: Path, form: str, *files: Path) -> None:
    """Write files in another format into a folder, `form` as LibreOffice names it."""
    needs("LibreOffice", there=PROGRAM is not None)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        [str(PROGRAM), profile, "--headless", "--convert-to", form, "--outdir", str(folder), *map(str, files)],
        check=True,
        capture_output=True,
        timeout=300,
        env={**os.environ, "HOME": str(folder)},
    )
