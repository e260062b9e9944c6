"""Scrapy's settings, each non-default with its reason; what a person may set is in config.py."""

from __future__ import annotations

from typing import Any, Final

from config import Settings

_LEAST_DELAY: Final = 0.002  # seconds


def scrapy_settings(settings: Settings) -> dict[str, Any]:
    """All settings of one crawl process."""
    return {
        "BOT_NAME": "gongkai",
        "SPIDER_MODULES": ["spiders.annual_reports"],
        # One identified agent with a contact address; robots.txt is asked under the same name.
        "USER_AGENT": settings.user_agent,
        "ROBOTSTXT_OBEY": True,
        # One request at a time per host, at least `delay` between two: government portals are
        # small machines. No jitter, since it would go below the promised delay.
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        # Without any delay Scrapy 2.19 starts all that waits for a host at once: it only knows a
        # turn of its loop later that one is under way.
        "DOWNLOAD_DELAY": max(settings.delay, _LEAST_DELAY),
        "DOWNLOAD_DELAY_JITTER": 0.0,
        # Many hosts side by side; the queue then serves hosts in turn, not one after another.
        "CONCURRENT_REQUESTS": 64,
        # A page's requests are handed on one by one: the default makes a hundred tasks a page.
        "CONCURRENT_ITEMS": 1,
        "DOWNLOAD_TIMEOUT": settings.download_timeout,
        "DNS_TIMEOUT": settings.dns_timeout,
        # Name look-ups that hang would otherwise queue up behind ten threads.
        "REACTOR_THREADPOOL_MAXSIZE": 32,
        "DOWNLOAD_HANDLERS": {"https": "spiders.middlewares.old_tls.TlsHandler"},
        "DOWNLOAD_MAXSIZE": settings.max_response_size,
        "DOWNLOAD_WARNSIZE": 0,
        # One retry now; the next night is the better retry.
        "RETRY_TIMES": 1,
        "RETRY_GIVE_UP_LOG_LEVEL": "INFO",
        # The cache answers a 5xx with the old page as if all were well, and hides 304s.
        "HTTPCACHE_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        # No state beyond the archive: log-in walls are not passed, sessions not kept.
        "COOKIES_ENABLED": False,
        # Encodings that every reader of the archive can undo.
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
            "Accept-Language": "zh-CN,zh;q=0.9",
            "Accept-Encoding": "gzip, deflate",
        },
        "REDIRECT_MAX_TIMES": 5,
        "REFERRER_POLICY": "no-referrer",
        "LOG_LEVEL": "INFO",
        # A look counts its own requests and knows how deep it is; nothing may drop one silently.
        "SPIDER_MIDDLEWARES": {
            "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
            "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
        },
        "ITEM_PIPELINES": {"pipelines.facts.FactsPipeline": 100},
        "DOWNLOADER_MIDDLEWARES": {
            # Before robots.txt (100): a host that is not the portal's gets no request at all.
            "spiders.middlewares.off_hours.HoursMiddleware": 40,
            "spiders.middlewares.own_domains.OwnDomainsMiddleware": 50,
            "spiders.middlewares.robots_errors.RobotsErrorsMiddleware": 60,
            # Nearer the network than Scrapy's unpacking (590).
            "spiders.middlewares.robots_sizes.RobotsSizesMiddleware": 930,
            "spiders.middlewares.left_alone.LeftAloneMiddleware": 935,
            "spiders.middlewares.politeness.PolitenessMiddleware": 940,
            "spiders.middlewares.reachability.ReachabilityMiddleware": 945,
            # Nearest the network: it must see every exchange, redirects and retries included.
            "pipelines.archive_middleware.ArchiveMiddleware": 950,
        },
        "GONGKAI_CRAWL_DELAY_CAP": settings.crawl_delay_cap,
        "GONGKAI_ATTACHMENT_TIMEOUT": settings.attachment_timeout,
        "GONGKAI_OFFLINE_HOSTS": settings.offline_hosts,
        "GONGKAI_MAX_PAGES": settings.max_pages_per_portal,
    }
