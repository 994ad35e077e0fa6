"""What an entry of the journal of actions is about, in words."""

from __future__ import annotations

from access.journal import BY_PROVIDER, Entry, Event
from access.rights import Page
from reports.registry import KINDS

FILES = {
    "people": "список людей показателя",
    "lists": "текущие списки",
    "blank": "пустой бланк",
    "marked_copy": "файл с отметками",
    "findings": "замечания к спискам",
    "word_template": "шаблон Word",
    "attachment": "файл из журнала дорожной карты",
    "deadlines_calendar": "сроки для календаря",
    "deadlines_letter": "письмо о сроках",
    "journal": "журнал действий",
}


def about_words(entry: Entry) -> str:
    """Returns what an entry is about: a page, a kind of file, a way in, an account by its number."""
    if entry.event is Event.OPENED:
        return Page(entry.about).title if entry.about in set(Page) else ""
    if entry.event is Event.TOOK_AWAY:
        kind = KINDS.get(entry.about)
        return kind.title if kind else FILES.get(entry.about, "")
    if entry.about == BY_PROVIDER:
        return "через провайдера входа"
    return f"учётная запись № {entry.about}" if entry.about else ""
