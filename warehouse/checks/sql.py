"""Pieces of SQL that several checks are made of."""

from __future__ import annotations

from dataclasses import dataclass

# Counts of many years or of another, of another matter; and those of a part.
OTHER_MATTERS = (
    "累计|以来|结转|历年|上年|去年|同比|较|比上|相比|对比|季度|半年|"
    "(?:[2-9]|1[0-2])月?(?:至|到|-|—|～|~)1?[0-9]月|1月?(?:至|到|-|—|～|~)[2-9]月|1[至到][2-9]月"
)
OTHERWISE = (
    f"{OTHER_MATTERS}|其中|网上|网络|信函|邮寄|当面|现场|传真|邮件|平台|转办|交办|转来|转送|移送|代为|"
    "涉及|自然人|法人(?:提出|政府|的)|企业|律师|公民(?:个人)?的?(?:政府信息|信息公开)"
)
# Who may be more than the report speaks of, or less: such a number cannot fail the table's.
OTHER_BODIES = (
    "全[省市县区州盟旗镇乡国系]|各|县区|区县|镇街|乡镇|街镇|部门|本级|办公室|政府办|"
    "下属|所属|直属|基层|下级|二级|单位共"
)

# The document that speaks for a version: its body where that has a narrative.
NARRATIVES = """
SELECT v.version_no, v.year, s.number, s.heading,
       regexp_replace(regexp_replace(
           translate(regexp_replace(s.text, '\\s', '', 'g'),
                     '０１２３４５６７８９;:()', '0123456789；：（）'),
           '([0-9])，([0-9]{3})', '\\1,\\2', 'g'), ',([^0-9])', '，\\1', 'g') AS text
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
    numbers, sentences that match `beyond` of other things. A number can fail the table's only in a
    sentence that matches `firm` and a piece that names no `others`."""

    ends: str
    word: str
    number: str
    zero: str
    section: str
    unless: str = OTHERWISE
    beyond: str = "^$"
    firm: str = ""
    others: str = OTHER_BODIES


def against_text(said: Sentence, figures: str, besides: str = "") -> str:
    """What a text states against the sum of the figures that it speaks of.

    `figures` gives cells as `cell` does, and so does `besides`: what the text may have counted in
    as well. Where a text states several numbers, one that fits passes, and none that does is
    `uncertain`: it may speak of parts. Numbers beside another year than the report's are another
    year's.
    """
    return f"""
WITH texts AS (
    SELECT version_no, any_value(year || '年') AS year,
           string_agg(text, '。' ORDER BY number) || '。' AS text
    FROM ({NARRATIVES}) WHERE {said.section} GROUP BY ALL
),
sentences AS (
    SELECT version_no, year, unnest(list_filter(
               string_split(text, '。'),
               lambda one: contains(one, '{said.word}')
                           AND NOT regexp_matches(one, '{said.beyond}'))) AS sentence
    FROM texts
),
pieces AS (
    SELECT version_no, year, regexp_matches(sentence, '{said.firm}') AS firm,
           unnest(string_split_regex(sentence, '{said.ends}')) AS piece
    FROM sentences
    -- a sentence that begins with another year is on that year, if it does not name this one
    WHERE regexp_extract(sentence, '^.{{0,2}}(20[0-9][0-9]年)', 1) = ''
       OR coalesce(contains(sentence, year), true)
),
numbers AS (
    SELECT version_no, firm AND NOT regexp_matches(piece, '{said.others}') AS firm,
           CASE WHEN regexp_matches(piece, '{said.number}')
                THEN replace(regexp_extract(piece, '{said.number}', 1), ',', '')::DOUBLE
                WHEN regexp_matches(piece, '{said.zero}') THEN 0::DOUBLE END AS number
    FROM pieces
    WHERE contains(piece, '{said.word}') AND NOT regexp_matches(piece, '{said.unless}')
      AND {_of_the_year("piece")}
),
told AS (
    SELECT version_no, list(DISTINCT number) AS said, bool_and(firm) AS firm
    FROM numbers WHERE number IS NOT NULL GROUP BY ALL
),
sums AS (
    SELECT version_no, sum(value) AS value, bool_and(stated) AS stated,
           bool_or(doubtful) AS doubtful, list(struct_pack(version_no, code)) AS concerned
    FROM ({figures}) GROUP BY ALL
),
besides AS ({_besides(besides)})
SELECT t.version_no, list_min(t.said) AS left_side, s.value AS right_side, s.concerned,
       CASE WHEN s.doubtful THEN 'uncertain'
            WHEN NOT s.stated THEN 'not_assessable'
            WHEN list_has_any(t.said, [s.value, s.value + b.value]) THEN 'pass'
            WHEN len(t.said) = 1 AND t.firm THEN 'fail' ELSE 'uncertain' END AS result
FROM told AS t JOIN sums AS s USING (version_no) LEFT JOIN besides AS b USING (version_no)
"""


def _of_the_year(text: str) -> str:
    """Whether a text names no year, or the report's among others."""
    named = f"regexp_extract_all({text}, '20[0-9][0-9]年')"
    return f"(year IS NULL OR len({named}) = 0 OR list_contains({named}, year))"


def _besides(figures: str) -> str:
    source = f"({figures})" if figures else "(SELECT 0 AS version_no, 0::DOUBLE AS value)"
    return f"SELECT version_no, sum(value) AS value FROM {source} GROUP BY ALL"
