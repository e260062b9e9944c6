"""PDF tables without rules, many cells of which are blank: their places tell which ones."""

from __future__ import annotations

from sample_portals.render_pdf import Pages
from tests.corpus.case import Case, matches
from tests.corpus.cases.pdf_unruled import FewRules, HeadsCentred, printed_with
from tests.corpus.documents import DISTINCT_2019, DISTINCT_2021

REPORTS = {"distinct_2019": DISTINCT_2019, "distinct_2021": DISTINCT_2021}
FIRST_AND_LAST = ("review/reconsideration/upheld", "review/*/pending")
COLUMNS = ("requests/*/natural_person", "requests/*/legal_service", "requests/received/total")
ROWS = ("requests/denied.state_secret/*", "requests/denied.third_party/*", "requests/carried_out/*")


def case(name: str, pages: type[Pages], base: str, patterns: tuple[str, ...], why: str) -> Case:
    """A case of the report `base`, printed on such pages, with the cells that those patterns name
    blank."""
    report = REPORTS[base]
    blank = [key for key in Case(name, bytes, base).expected() if matches(key, patterns)]
    for key in blank:
        topic, item, breakdown = key.split("/")
        report = report.with_figure(topic, item, breakdown, "")
    return Case(
        name,
        lambda: printed_with(pages(report.title), report),
        base=base,
        changed=dict.fromkeys(blank, (None, "blank")),
        why=why,
    )


CASES = [
    case(
        "pdf_without_rules_first_and_other_columns_blank",
        FewRules,
        "distinct_2021",
        FIRST_AND_LAST,
        "a table without labels: its first column is blank, too",
    ),
    case(
        "pdf_without_rules_blank_columns_heads_centred",
        HeadsCentred,
        "distinct_2021",
        (*FIRST_AND_LAST, *COLUMNS),
        "figures stand left of their heads: those of the last one before a blank column, too",
    ),
    case(
        "pdf_without_rules_blank_columns_heads_centred_2019",
        HeadsCentred,
        "distinct_2019",
        (*FIRST_AND_LAST, *COLUMNS),
        "figures stand left of their heads: those of the last one before a blank column, too",
    ),
    case(
        "pdf_without_rules_blank_rows",
        FewRules,
        "distinct_2021",
        (*ROWS, *COLUMNS),
        "a label beside no figures is a blank row's",
    ),
    case(
        "pdf_without_rules_blank_rows_2019",
        FewRules,
        "distinct_2019",
        (*ROWS, "proactive/*/made"),
        "a label beside no figures is a blank row's",
    ),
]
