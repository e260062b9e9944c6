"""Labels with slips, cut short, or numbered otherwise."""

from __future__ import annotations

from tests.corpus.case import Case
from tests.corpus.documents import html_page, in_turn, relabel

_BESIDE = {  # what portals of autonomous areas, and of ports, print beside the Chinese label
    "tibetan": ("ཁྲིམས་ལུགས།", "སྲིད་གཞུང་ཆ་འཕྲིན།"),
    "uyghur": ("قائىدە", "ئۇچۇر ئىلتىماسى"),
    "mongolian": ("ᠳᠦᠷᠢᠮ", "ᠵᠠᠰᠠᠭ ᠤᠨ ᠣᠷᠤᠨ"),
    "korean": ("규정", "정부 정보 신청"),
    "english": ("Regulations", "Natural persons, total & other"),
}
_LABELS = ("规章", "行政许可", "行政处罚", "商业企业", "总计", "重复申请", "结果维持", "尚未审结")
_IN_OTHER_WORDS = (
    ("1.属于国家秘密", "1.国家秘密"),
    ("8.属于行政查询事项", "8.行政查询事项"),
    ("3.要求提供公开出版物", "3.提供公开出版物"),
    ("（七）总计", "（七）总计数"),
    ("四、结转下年度继续办理", "四、结转下年"),
)


def _in_two_languages(short: str, long: str) -> bytes:
    """A label's other name stands above it or below, short ones and long ones in turn."""
    bend = in_turn(
        *(
            relabel(label, f"{long} {label}" if n % 2 else f"{label} {short}")
            for n, label in enumerate(_LABELS)
        )
    )
    return html_page(bends=dict.fromkeys(("proactive", "requests", "review"), bend))


CASES = [
    Case(
        "html_label_typo",
        lambda: html_page(
            bends={
                "requests": in_turn(
                    relabel("信访举报投诉", "信访举报投拆"), relabel("不掌握", "不撑握")
                )
            }
        ),
    ),
    Case(
        "html_label_cut_short",
        lambda: html_page(
            bends={
                "proactive": relabel("现行有效件数", "现行有效件"),
                "requests": in_turn(
                    relabel(
                        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
                        "1.逾期不补正",
                    ),
                    relabel(
                        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
                        "2.逾期不缴费",
                    ),
                    relabel("（区分处理的，只计这一情形，不计其他情形）", ""),
                ),
            }
        ),
    ),
    Case(
        "html_labels_without_enumerators",
        lambda: html_page(
            bends={"requests": in_turn(*(relabel(f"{n}.", "") for n in range(1, 9)))}
        ),
    ),
    Case(
        "html_labels_with_ideographic_comma",
        lambda: html_page(
            bends={"requests": in_turn(*(relabel(f"{n}.", f"{n}、") for n in range(1, 9)))}
        ),
    ),
    Case(
        "html_label_with_the_mark_of_a_note",
        lambda: html_page(
            bends={
                "proactive": in_turn(relabel("行政处罚", "行政处罚①"), relabel("规章", "规章²")),
                "requests": relabel("5.属于三类内部事务信息", "5.属于三类内部事务信息②"),
            }
        ),
        why="folded to full width, ① is the digit 1",
    ),
    Case(
        "html_label_of_another_year",
        lambda: html_page(bends={"requests": relabel("本年新收", "上年新收")}),
        unsure=("requests/received/*",),
        announced=("label_doubtful",),
        why="nearly the same characters, and another year: a slip, or other figures",
    ),
    *(
        Case(f"html_labels_in_two_languages_{name}", lambda words=words: _in_two_languages(*words))
        for name, words in _BESIDE.items()
    ),
    Case(
        "html_label_in_other_words",
        lambda: html_page(
            bends={"requests": in_turn(*(relabel(old, new) for old, new in _IN_OTHER_WORDS))}
        ),
    ),
]
