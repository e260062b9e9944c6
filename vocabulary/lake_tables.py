"""The tables of the lake: what every stage that writes or reads them agrees on.

Times are UTC, sizes bytes. A column that is added here is null in what older batches hold.
"""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

_UTC = pa.timestamp("us", tz="UTC")


def _schema(**fields: pa.DataType) -> pa.Schema:
    return pa.schema(list(fields.items()))


SCHEMAS: Mapping[str, pa.Schema] = {
    # One row per crawl process or import: `status` is running, finished, offline or failed.
    "runs": _schema(
        run_id=pa.string(),
        batch=pa.string(),
        kind=pa.string(),
        started_at=_UTC,
        ended_at=_UTC,
        status=pa.string(),
        portals=pa.int64(),
        requests=pa.int64(),
        failures=pa.int64(),
        message=pa.string(),
    ),
    # The registry's row of each portal, as it stood when the run used it.
    "portals": _schema(
        run_id=pa.string(),
        seen_at=_UTC,
        portal_id=pa.string(),
        name=pa.string(),
        home_url=pa.string(),
        region_code=pa.string(),
        annual_reports_url=pa.string(),
        agency=pa.string(),
        family=pa.string(),
        status=pa.string(),
        reason=pa.string(),
        source=pa.string(),
        verified=pa.string(),
        tls=pa.string(),
        hours=pa.string(),
    ),
    # One row per exchange or failed attempt, wherever it led.
    "fetches": _schema(
        run_id=pa.string(),
        portal_id=pa.string(),
        purpose=pa.string(),
        link_text=pa.string(),
        published=pa.string(),
        url=pa.string(),
        final_url=pa.string(),
        fetched_at=_UTC,
        status=pa.int32(),
        error=pa.string(),
        content_type=pa.string(),
        payload_sha256=pa.string(),
        payload_size=pa.int64(),
        etag=pa.string(),
        last_modified=pa.string(),
        links_digest=pa.string(),
        warc_file=pa.string(),
        warc_offset=pa.int64(),
    ),
    # A document at a URL, as one exchange brought it. `warc_*` is where its bytes lie.
    "finds": _schema(
        run_id=pa.string(),
        portal_id=pa.string(),
        document_sha256=pa.string(),
        url=pa.string(),
        fetched_at=_UTC,
        purpose=pa.string(),
        content_type=pa.string(),
        parent_url=pa.string(),
        link_text=pa.string(),
        column_name=pa.string(),
        published=pa.string(),
        warc_file=pa.string(),
        warc_offset=pa.int64(),
    ),
    # What a spider saw of a portal's column: "looked and found nothing" is a fact.
    "listings": _schema(
        run_id=pa.string(),
        portal_id=pa.string(),
        column_url=pa.string(),
        looked_at=_UTC,
        family=pa.string(),
        complete=pa.bool_(),
        pages=pa.int64(),
        links=pa.int64(),
        reports=pa.int64(),
        sure=pa.bool_(),
        agency=pa.string(),
        shrunk=pa.bool_(),
        searched=pa.bool_(),
    ),
    # A report's address that a portal's lists have from now on, or no longer have; only changes.
    "listed": _schema(
        run_id=pa.string(),
        portal_id=pa.string(),
        url=pa.string(),
        looked_at=_UTC,
        listed=pa.bool_(),
    ),
    # One row per document and reading, or per place of a document inside an archive (`contained_in`
    # the archive, `member` the way in it). `is_report` false: nothing of an annual report in it.
    "documents": _schema(
        document_sha256=pa.string(),
        reading=pa.string(),
        media_type=pa.string(),
        carrier=pa.string(),
        size=pa.int64(),
        title=pa.string(),
        agency=pa.string(),
        year=pa.int32(),
        scope=pa.string(),
        is_report=pa.bool_(),
        contained_in=pa.string(),
        member=pa.string(),
    ),
    # What one source inside a document says of whose report it is, of which year and scope.
    "claims": _schema(
        document_sha256=pa.string(),
        reading=pa.string(),
        source=pa.string(),
        agency=pa.string(),
        year=pa.int32(),
        scope=pa.string(),
        published=pa.string(),
        text=pa.string(),
    ),
    "cells": _schema(
        document_sha256=pa.string(),
        reading=pa.string(),
        form=pa.string(),
        topic=pa.string(),
        item=pa.string(),
        breakdown=pa.string(),
        table_instance=pa.int32(),
        value=pa.float64(),
        state=pa.string(),
        raw=pa.string(),
        unit=pa.string(),
        label_item=pa.string(),
        label_breakdown=pa.string(),
        confidence=pa.float64(),
        locator=pa.string(),
    ),
    "unmapped_cells": _schema(
        document_sha256=pa.string(),
        reading=pa.string(),
        topic=pa.string(),
        table_index=pa.int32(),
        row_index=pa.int32(),
        column_index=pa.int32(),
        label_row=pa.string(),
        label_column=pa.string(),
        raw=pa.string(),
        value=pa.float64(),
        locator=pa.string(),
    ),
    "sections": _schema(
        document_sha256=pa.string(),
        reading=pa.string(),
        ordinal=pa.int32(),
        number=pa.string(),
        heading=pa.string(),
        text=pa.string(),
    ),
    # Of a document (document_sha256, reading), or of a portal (portal_id, url, run_id).
    "problems": _schema(
        document_sha256=pa.string(),
        reading=pa.string(),
        portal_id=pa.string(),
        url=pa.string(),
        run_id=pa.string(),
        code=pa.string(),
        message=pa.string(),
    ),
}
