"""How fast portals are crawled, against a bare Scrapy spider on the same pages; and what it takes.

    python -m benchmarks.crawl [--portals 200] [--reports 18] [--rounds 3] [--memory]

Both crawl the same portals at once on loopback, without delay, in one process each, and the server
counts. The bare spider follows the same links and keeps nothing. Rounds alternate: the ratio of
the medians says more than the rates, machines differ. `--memory`: growth from 10 to 1,000 portals.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.loopback import COLUMN, Asked, serving
from config import Settings
from spiders.registry import Portal
from stages.crawl import crawl

_BARE = """
import sys, scrapy
from scrapy.crawler import AsyncCrawlerProcess
class Bare(scrapy.Spider):
    name = "bare"
    start_urls = sys.stdin.read().split()
    def parse(self, response):
        yield from response.follow_all(css='a[href^="/zfxxgk"]')
settings = {"CONCURRENT_REQUESTS": 64, "CONCURRENT_REQUESTS_PER_DOMAIN": 1, "DOWNLOAD_DELAY": 0,
            "LOG_LEVEL": "WARNING", "ROBOTSTXT_OBEY": True, "TELNETCONSOLE_ENABLED": False}
process = AsyncCrawlerProcess(settings)
process.crawl(Bare)
process.start()
"""


def ours(homes: list[str]) -> int:
    """The crawl stage, as a night has it; returns its process's peak memory in KiB."""
    portals = [
        Portal(f"p{n}", "示例县水利局", home, annual_reports_url=home + COLUMN[1:])
        for n, home in enumerate(homes)
    ]
    peak = 0

    def watch(_: Mapping[str, Any]) -> None:
        nonlocal peak
        peak = max(peak, *map(_peak, Path("/proc/thread-self/children").read_text().split()))

    with tempfile.TemporaryDirectory() as folder:
        crawl(Settings(data=Path(folder), delay=0), "run", "0000", portals, watch)
    return peak


def _peak(process: str) -> int:
    """0 for a process that is no crawl, or has just ended."""
    try:
        if b"spiders.run" not in Path(f"/proc/{process}/cmdline").read_bytes():
            return 0
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if "VmHWM" in line), 0)


def bare(homes: list[str]) -> None:
    """The yardstick."""
    starts = "\n".join(home + COLUMN[1:] for home in homes)
    subprocess.run([sys.executable, "-c", _BARE], input=starts, text=True, check=True)


def measure(work: Callable[[list[str]], object], portals: int, reports: int) -> Asked:
    """What the portals saw of it."""
    with serving(portals, reports) as served:
        work(served.homes)
    if served.asked is None:
        raise RuntimeError("the portals did not say what they were asked")
    return served.asked


def throughput(portals: int, reports: int, rounds: int) -> None:
    """Rates of both, and their ratio."""
    rates: dict[str, list[float]] = {"bare Scrapy": [], "gongkai": []}
    for _ in range(rounds):
        for name, work in (("bare Scrapy", bare), ("gongkai", ours)):
            asked = measure(work, portals, reports)
            rates[name].append(asked.rate)
            print(f"{name:12} {asked.requests:6} requests  {asked.rate:7.0f} a second")
    ratio = statistics.median(rates["gongkai"]) / statistics.median(rates["bare Scrapy"])
    print(f"{portals} portals at once: {ratio:.2f} x bare Scrapy")


def memory(reports: int) -> None:
    """Peak memory of the crawl process for few and many portals, all in one process."""
    peaks = {}
    for portals in (10, 1000):
        with serving(portals, reports) as served:
            peaks[portals] = ours(served.homes) / 1024
        print(f"{portals:5} portals: {peaks[portals]:6.1f} MiB at most")
    growth = (peaks[1000] - peaks[10]) / 990
    print(f"memory grows by {growth:.3f} MiB per portal from 10 to 1,000")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--portals", type=int, default=200)
    parser.add_argument("--reports", type=int, default=18)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory", action="store_true")
    options = parser.parse_args()
    if options.memory:
        memory(options.reports)
    else:
        throughput(options.portals, options.reports, options.rounds)


if __name__ == "__main__":
    main()
