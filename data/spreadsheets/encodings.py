"""The code page of a text, recognised by the letters that its bytes give.

UTF-8 accepts next to nothing but its own, so it comes first. Of the four pages of one byte a letter that Russian
programs have used, the page wins in which the text is most like Russian: which letters are frequent, and where
capitals stand. A header alone is enough. (charset-normalizer, restricted to the same pages, needs some thirty lines
for that and 28 ms to be imported.)
"""

from __future__ import annotations

import re
from math import log

from data.spreadsheets.limits import RefusalCause, Refused

MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
PAGES = ("cp1251", "cp866", "koi8-r", "mac-cyrillic")  # the first where they are equally like Russian
REPLACED = "\ufffd"
USUAL = re.compile(r"[\t\r\n -~\u0400-\u04ff]")
USUAL_SHARE = 0.9  # read with the wrong end first, a text falls to almost 0
BROKEN_SHARE = 0.1  # broken characters to sound ones in UTF-8; of another page's text nearly all are broken
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
CONTROL_SHARE = 0.04  # an export may hold a stray control character, a small one too; a binary file is full of them
SAMPLE = 32_768  # bytes or characters that show the encoding
SEARCHED = 1 << 20  # bytes in which letters for the sample are looked for
ASCII_TO_BLANK = bytes(byte if byte > 127 or chr(byte).isalpha() else 32 for byte in range(256))
# How often the letters stand in Russian text, per mille (the national corpus); ё as in names, which are many here.
FREQUENCIES = (
    "о110 е84 а80 и74 н67 т63 с55 р47 в45 л44 к35 м32 д30 п28 у26 я20 ы19 ь17 г17 з17 б16 ч14 й12 х10 ж9 ш7 ю6 ц5 "
    "ё4 щ4 э3 ф3 ъ0.4"
)
EVEN = 1000 / 33
WEIGHTS = {word[0]: log(float(word[1:]) / EVEN) for word in FREQUENCIES.split()}
SIGN_WEIGHTS = dict.fromkeys("«»–—№", 1.0) | dict.fromkeys("…“”„’•°\u00a0", 0.0)
FOREIGN_WEIGHT = -5.0  # any other character beyond ASCII
CASE_WEIGHT = -4.0  # a capital behind a small letter
CASE_SLIP = re.compile("[а-яё][А-ЯЁ]")


def decoded(content: bytes) -> tuple[str, str | None]:
    """Returns the text, and its code page if that is only assumed.

    `REPLACED` stands for bytes that are no text in it. Raises `Refused` where it is no text at all.
    """
    mark = next((encoding for mark, encoding in MARKS if content.startswith(mark)), None)
    text, encoding = (content.decode(mark, "replace"), None) if mark else _unmarked(content)
    text = text.removesuffix("\x1a")  # DOS ended texts so
    sample = text[:SAMPLE]
    if len(CONTROL.findall(sample)) > CONTROL_SHARE * len(sample):
        raise Refused(RefusalCause.BINARY)
    return text.replace("\0", REPLACED), encoding


def _unmarked(content: bytes) -> tuple[str, str | None]:
    """Returns the text of bytes that do not name their code.

    And the code if it is not UTF-8.
    """
    if b"\0" in content and (wide := _wide_page(content)):
        return content.decode(wide, "replace"), wide
    text = content.decode(errors="replace")
    broken = text.count(REPLACED)
    if broken <= BROKEN_SHARE * (len(text) - broken - len(text.encode("ascii", "ignore"))):
        return text, None
    page = _likely_page(content)
    return content.decode(page, "replace"), page


def _wide_page(content: bytes) -> str | None:
    """Returns the code of several bytes a character that gives a usual text."""
    for encoding in WIDE:
        sample = content[:SAMPLE].decode(encoding, "replace")
        if len(USUAL.findall(sample)) >= USUAL_SHARE * len(sample):
            return encoding
    return None


def _likely_page(content: bytes) -> str:
    """Returns the page of one byte a letter in which the text is most like Russian."""
    words = b" ".join(content[:SEARCHED].translate(ASCII_TO_BLANK).split()) or content
    sample = words[:SAMPLE]
    return max(PAGES, key=lambda page: _likeness(sample.decode(page, "replace")))


def _likeness(text: str) -> float:
    """Returns how much a text is like Russian, by the weights of its characters."""
    weights = {character: WEIGHTS.get(character.lower(), SIGN_WEIGHTS.get(character)) for character in set(text)}
    foreign = FOREIGN_WEIGHT
    likeness = sum(
        (foreign if weight is None else weight) * text.count(character)
        for character, weight in weights.items()
        if character > "\x7f"
    )
    return likeness + CASE_WEIGHT * len(CASE_SLIP.findall(text))
