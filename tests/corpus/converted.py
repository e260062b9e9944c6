"""Documents as LibreOffice writes them: all of one format by one run of it, when first needed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from sample_portals import render_docx
from tests.corpus import sheets, statistics
from tests.corpus.documents import DISTINCT_2019, DISTINCT_2021

SOFFICE = shutil.which("soffice")
_SOURCES = {
    "docx": {
        "2021": lambda: render_docx.render(DISTINCT_2021),
        "2019": lambda: render_docx.render(DISTINCT_2019),
        "2014": lambda: statistics.as_docx(statistics.grid(statistics.indicators())),
    },
    "xlsx": {
        "2021": sheets.xlsx,
        "2019": lambda: sheets.xlsx(DISTINCT_2019),
    },
}


@cache
def converted(source: str, target: str) -> dict[str, bytes]:
    """The sources of a format in another one, by name; `target` as LibreOffice takes it."""
    assert SOFFICE, "LibreOffice is not installed"
    suffix = target.partition(":")[0]
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for name, data in _SOURCES[source].items():
            files.append(Path(folder, f"{name}.{source}"))
            files[-1].write_bytes(data())
        profile = Path(folder, "profile").as_uri()
        command = [SOFFICE, "--headless", f"-env:UserInstallation={profile}", "--convert-to"]
        subprocess.run(
            [*command, target, "--outdir", f"{folder}/out", *map(str, files)],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return {f.stem: Path(folder, "out", f"{f.stem}.{suffix}").read_bytes() for f in files}
