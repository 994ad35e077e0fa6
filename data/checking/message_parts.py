"""What the sentences of findings are made of, and words that they share."""

from __future__ import annotations

from typing import NamedTuple

from data.findings import Finding

LONGEST_QUOTED = 200  # characters of a cell that a sentence repeats
WHOSE = {"students": "обучающихся", "teachers": "педагогов", "pairs": "пар"}
IN_COMMENT = "так сказано в примечании к ячейке"  # of a note that leaves the cell itself as it is
LEAVER_NOTES = "записи о выбытии"  # what is read of a column without a field


class Sentence(NamedTuple):
    """The words of a finding after its place.

    What is wrong, what was perhaps meant, what to do. `shown` is what stands in the cell, `aside` what the brief form
    leaves out, `brief` what stands there in place of `wrong`, with all advice that is not obvious. `advice` and `guess`
    are whole sentences.
    """

    wrong: str
    advice: str = ""
    shown: str = ""
    aside: str = ""
    guess: str = ""
    brief: str = ""

    @property
    def words(self) -> str:
        """All of it."""
        wrong = f"{self.wrong}{self.aside}".removesuffix(".")  # «Осокин Б.А.»
        return f"{self.shown}{wrong}. {self.guess}{self.advice}".rstrip()


def shown(finding: Finding) -> str:
    """Returns «31.02.2010» – what stands in the cell."""
    return f"{quoted(finding)} – "


def quoted(finding: Finding) -> str:
    """Returns «31.02.2010»: what stands in the cell, its beginning where it is long."""
    text = finding.value or ""
    return f"«{text}»" if len(text) <= LONGEST_QUOTED else f"«{text[:LONGEST_QUOTED].rstrip()}…»"
