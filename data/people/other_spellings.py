"""People whom a name that nobody has may mean by another spelling: «Маша» of a Мария, «Жалил» of a Җәлил.

They are proposed and never taken (docs/domain.md, «Matching pairs to people»).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz.distance import DamerauLevenshtein

from data.parsing import name_words
from data.people.duplicates import ListedPerson

IN_FULL = """
маша мария; ваня иван; саша александр александра; шура александр александра; женя евгений евгения; катя
екатерина; настя анастасия; аня анна; лена елена; оля ольга; наташа наталья наталия; таня татьяна; ира ирина;
света светлана; юля юлия; даша дарья; дима дмитрий; миша михаил; коля николай; петя петр; паша павел; леша
алексей; алеша алексей; сережа сергей; вова владимир; володя владимир; костя константин; макс максим; стас
станислав; влад владислав; слава вячеслав ярослав станислав святослав; тема артем артемий; гоша георгий егор;
жора георгий; юра юрий; гена геннадий; витя виктор; вика виктория; лиза елизавета; соня софия софья; ксюша
ксения оксана; рита маргарита; надя надежда; люба любовь; люда людмила; галя галина; валя валентина валентин;
лида лидия; тоня антонина; толя анатолий; боря борис; гриша григорий; федя федор; сеня семен арсений; степа
степан; тима тимофей тимур; даня даниил данила данил; данил даниил данила; данила даниил; рома роман; ника
вероника; варя варвара; уля ульяна; эля эльвира элина эльмира; тася таисия; лера валерия; валера валерий; лева
лев; зина зинаида; рая раиса; мила людмила милана; артем артемий; софья софия
"""  # a short name as it is compared, and the names that it is short for
SHORT_NAMES = {short: tuple(names) for entry in IN_FULL.split(";") for short, *names in [entry.split()]}
RUSSIAN = str.maketrans("әөүҗңһқғұіҙҫҡ", "аоужнхкгуизск")  # for letters of Tatar, Bashkir, Kazakh
OF_RUSSIAN = re.compile(r"[а-я-]+")
SLIPS = 2  # letters between two spellings in Russian of one name of another language


def by_other_spelling(people: Iterable[ListedPerson], key: str) -> list[ListedPerson]:
    """Returns the people who may be meant by a name, as it is compared, with another spelling of each word."""
    words = name_words(key)
    if len(words) < 2:
        return []
    return [person for person in people if _is_spelled(name_words(person.key), words)]


def _is_spelled(listed: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Returns whether a surname and the given names as far as they go are other spellings of those of a list."""
    return len(listed) > 1 and all(
        _is_one(first, second, is_given=place > 0)
        for place, (first, second) in enumerate(zip(listed, words, strict=False))
    )


def _is_one(listed: str, word: str, *, is_given: bool) -> bool:
    if listed == word or (is_given and 1 in (len(listed), len(word)) and listed[0] == word[0]):
        return True
    if is_given and (listed in SHORT_NAMES.get(word, ()) or word in SHORT_NAMES.get(listed, ())):
        return True
    first, second = (text.replace("ый", "и").translate(RUSSIAN) for text in (listed, word))
    if OF_RUSSIAN.fullmatch(listed) and OF_RUSSIAN.fullmatch(word):
        return first == second
    return first[:1] == second[:1] and DamerauLevenshtein.distance(first, second, score_cutoff=SLIPS) <= SLIPS
