"""Who may be brother or sister of whom, by name alone."""

from __future__ import annotations


def family(name: str) -> str | None:
    """Returns surname and patronymic without the endings that tell brothers from sisters; None where one is lacking."""
    words = name.casefold().replace("ё", "е").split()
    if len(words) < 3:
        return None
    surname, patronymic = words[0], words[-1]
    for ending in ("ая", "ий", "ый", "ой", "а"):
        if surname.endswith(ending):
            surname = surname.removesuffix(ending)
            break
    for ending in ("ович", "евич", "овна", "евна", "ич", "инична", "ична"):
        if patronymic.endswith(ending):
            patronymic = patronymic.removesuffix(ending)
            break
    return f"{surname} {patronymic}"
