"""A rebuild takes the old lake's place only when it is whole."""

from __future__ import annotations

from pathlib import Path

import pytest

import lake
from config import Settings
from pipelines.archive import records
from pipelines.archive_damage import ArchiveDamagedError
from stages.importing import import_paths
from stages.index import index
from stages.rebuild import extract_all


@pytest.fixture
def imported(settings: Settings, tmp_path: Path) -> Settings:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name * 100, encoding="utf-8")
    import_paths(settings, [tmp_path / "a.txt", tmp_path / "b.txt"])
    return settings


def test_damage_in_the_archive_is_named_and_leaves_the_lake_as_it_is(imported: Settings) -> None:
    (path,) = imported.archive.glob("*.warc.gz")
    offset = list(records(path))[2].offset
    content = bytearray(path.read_bytes())
    content[offset + 30] ^= 0xFF
    path.write_bytes(content)
    before = lake.read(imported.lake, "finds").to_pylist()
    with pytest.raises(ArchiveDamagedError, match=f"{path.name}: damaged at byte {offset}"):
        extract_all(imported, rebuild=True)
    assert lake.read(imported.lake, "finds").to_pylist() == before
    assert not (imported.data / "lake.rebuilt").exists()
    assert path.read_bytes() == bytes(content)


@pytest.mark.parametrize("content", [b"", b"PAR1 nothing of the kind PAR1"])
def test_damaged_lake_says_which_file_and_how_to_make_it_anew(
    imported: Settings, content: bytes
) -> None:
    file = lake.files(imported.lake, "finds")[0]
    file.write_bytes(content)
    with pytest.raises(lake.DamagedLakeError, match=rf"{file}.*extract-archive --rebuild"):
        lake.read(imported.lake, "finds")
    extract_all(imported, rebuild=True)
    assert lake.read(imported.lake, "finds").num_rows == 2
    assert index(imported).batches == ()
