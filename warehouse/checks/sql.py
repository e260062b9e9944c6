"""Pieces of SQL that several checks are made of."""

from __future__ import annotations

from dataclasses import dataclass

# Counts of many years, or of another matter; and those of a part.
OTHER_MATTERS = "累计|以来|结转|历年|上年|去年|同比|较|比上"
OTHERWISE = f"{OTHER_MATTERS}|其中|网上|网络|信函|邮寄|当面|现场|传真|邮件|平台"

# The document that speaks for a version: its body where that has a narrative.
NARRATIVES = """
SELECT v.version_no, s.number, s.heading,
       regexp_replace(
           translate(regexp_replace(s.text, '\\s', '', 'g'), '０１２３４５６７８９', '0123456789'),
           '([0-9])，([0-9]{3})', '\\1,\\2', 'g') AS text
FROM versions AS v
JOIN (
    SELECT report_version_id, arg_min(document_sha256, (role <> 'body', url)) AS document_sha256
    FROM version_documents SEMI JOIN sections USING (document_sha256) GROUP BY ALL
) AS d USING (report_version_id)
JOIN sections AS s USING (document_sha256)
"""


def cell(topic: str, item: str, breakdown: str) -> str:
    """One cell of every version that has it: version_no, code, value, stated, doubtful."""
    return (
        "(SELECT f.version_no, f.code, f.value, f.stated, f.doubtful FROM figures AS f"
        f" JOIN codes AS k USING (code) WHERE k.topic = '{topic}' AND k.item = '{item}'"
        f" AND k.breakdown = '{breakdown}')"
    )


@dataclass(frozen=True, slots=True)
class Sentence:
    """How a text states a figure: in pieces that end at `ends` and hold `word`, group 1 of `number`
    is the number, and `zero` says that there was none. Pieces that match `unless` speak of other
    numbers."""

    ends: str
    word: str
    number: str
    zero: str
    section: str
    unless: str = OTHERWISE


def against_text(said: Sentence, figures: str) -> str:
    """What a text states against the sum of the figures that it speaks of.

    `figures` gives cells as `cell` does. Where a text states several numbers, one that fits passes,
    and none that does is `uncertain`: it may speak of parts.
    """
    return f"""
WITH texts AS (SELECT version_no, string_agg(text, '。' ORDER BY number) || '。' AS text
               FROM ({NARRATIVES}) WHERE {said.section} GROUP BY ALL),
pieces AS (
    SELECT version_no, list_filter(
               string_split_regex(text, '{said.ends}'),
               lambda piece: contains(piece, '{said.word}')
                             AND NOT regexp_matches(piece, '{said.unless}')) AS pieces
    FROM texts
),
told AS (
    SELECT version_no, list_distinct(
        list_transform(
            list_filter(pieces, lambda piece: regexp_matches(piece, '{said.number}')),
            lambda piece: replace(regexp_extract(piece, '{said.number}', 1), ',', '')::DOUBLE)
        || list_transform(
            list_filter(pieces, lambda piece: regexp_matches(piece, '{said.zero}')),
            lambda piece: 0::DOUBLE)) AS said
    FROM pieces
),
sums AS (
    SELECT version_no, sum(value) AS value, bool_and(stated) AS stated,
           bool_or(doubtful) AS doubtful, list(struct_pack(version_no, code)) AS concerned
    FROM ({figures}) GROUP BY ALL
)
SELECT t.version_no, list_min(t.said) AS left_side, s.value AS right_side, s.concerned,
       CASE WHEN s.doubtful THEN 'uncertain'
            WHEN NOT s.stated THEN 'not_assessable'
            WHEN list_contains(t.said, s.value) THEN 'pass'
            WHEN len(t.said) = 1 THEN 'fail' ELSE 'uncertain' END AS result
FROM told AS t JOIN sums AS s USING (version_no) WHERE len(t.said) > 0
"""
