"""What one night did, in one object and in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from stages.crawl import CrawlOutcome
from stages.extract import ExtractOutcome

OFFLINE: Final = 75  # EX_TEMPFAIL of sysexits.h


@dataclass(frozen=True, slots=True)
class NightSummary:
    """Counts of all stages; `snapshot` is None where nothing was published."""

    run_id: str
    crawls: tuple[CrawlOutcome, ...]
    extracted: ExtractOutcome
    warehouse: Path | None
    snapshot: Path | None

    @property
    def offline(self) -> bool:
        """Whether no portal at all could be reached."""
        return bool(self.crawls) and all(crawl.offline for crawl in self.crawls)

    @property
    def exit_code(self) -> int:
        """0: done, whatever portals did; 1: a crawl process died; 75 (try again later): offline."""
        return OFFLINE if self.offline else int(any(crawl.died for crawl in self.crawls))

    def lines(self) -> list[str]:
        """One sentence per stage, for a person."""
        if self.offline:
            return [
                f"Offline: none of {_sum(self.crawls, 'portals')} portals answered.",
                "The attempt is recorded; no status changed.",
            ]
        return [self._crawled(), *self._left(), self._read(), *self._published()]

    def _crawled(self) -> str:
        failed = _sum(self.crawls, "failures")
        return (
            f"Crawled {_sum(self.crawls, 'portals')} portals with {_sum(self.crawls, 'requests')} "
            f"requests: {_sum(self.crawls, 'list_pages')} list pages, "
            f"{_sum(self.crawls, 'reports')} report pages, "
            f"{_sum(self.crawls, 'attachments')} attachments, "
            f"{_sum(self.crawls, 'not_modified')} unchanged, {failed} failed."
        )

    def _left(self) -> list[str]:
        """What was not crawled to the end, and why."""
        stopped = sum(crawl.status == "stopped" for crawl in self.crawls)
        said = [f"Batch {c.batch} was cut off: {c.message}" for c in self.crawls if c.died]
        if stopped:
            said.append(f"{stopped} batches ended with their portals' hours; the next run goes on.")
        return said

    def _read(self) -> str:
        return self.extracted.sentence()

    def _published(self) -> list[str]:
        said = [f"Warehouse: {self.warehouse}"] if self.warehouse else []
        if self.snapshot is None:
            return said
        held = self.snapshot.suffix == ".held"
        why = f" (not made the latest: {self.snapshot / 'CHANGES.md'} says why)" if held else ""
        return [*said, f"Snapshot: {self.snapshot}{why}"]

    def markdown(self) -> str:
        """The same for Prefect's artifact page."""
        return "\n".join([f"# Night {self.run_id}", "", *(f"- {line}" for line in self.lines())])


def _sum(crawls: Sequence[CrawlOutcome], name: str) -> int:
    return sum(int(getattr(crawl, name)) for crawl in crawls)
