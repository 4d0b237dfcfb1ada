"""A participant's name that is also a word: turns of speech that hold nobody but somebody."""

from __future__ import annotations

from collections.abc import Callable

from focusgroup.privacy.cues import DOES, IS, MASSES, MONTHS, PRONOUNS, US
from focusgroup.privacy.lexicon import WORDS, Kind, word_set
from focusgroup.privacy.row import Row, said, spoken_of_later

_MODALS = frozenset({"will", "may", "might", "would", "can", "could", "should", "must"})
_WAS = word_set("was were is are got been gets wasn't weren't isn't getting being")
_DONE_BY = word_set(
    "written done made sent taken given signed told built set run drawn taught led kept put read "
    "chosen sold paid shown caught found seen bought brought dealt held"
)
_LETS = word_set("let lets make makes made help helped have had watch watched")
_RINGS = word_set(
    "rings phones emails texts messages pings calls asks tells thanks chases bothers pesters nags "
    "copies ringing phoning emailing texting messaging pinging ringed messaged pinged cc'd"
)
_ASKED = word_set("is was has did does can could would should isn't wasn't hasn't didn't doesn't")
_SAT_BY = frozenset({"he", "she", "them", "me", "him", "her"})
_ALWAYS = word_set("always just only usually probably mostly never")
_MANY = word_set("our my many other more these those all few some any no of")
_NAMED_BY = frozenset({"his", "her", "their", "the", "my"})


def is_participant(row: Row, index: int, holds: Callable[[str], bool]) -> bool:
    """Tell whether the words around a participant's name make no sense but of somebody."""
    token = row.tokens[index]
    if token.suffix and token.suffix != "s":
        return False
    return (
        names_somebody(row, index)
        or _is_done_by(row, index)
        or _is_doubled(row, index)
        or _is_let_or_rung(row, index)
        or _is_asked_after(row, index)
        or _is_remembered(row, index)
        or _is_beside(row, index)
        or _is_paired(row, index, holds)
        or _has_an_initial(row, index)
    )


def names_somebody(row: Row, index: int) -> bool:
    """Tell whether ", who", ", she" or ", that's his name" follows."""
    token = row.tokens[index]
    words = [said(each) for each in row.tokens[index + 1 : index + 4]]
    if not token.after.startswith(", ") or not words:
        return False
    if words[0] in {"that's", "thats"} and words[1:3] and words[1] in _NAMED_BY:
        return words[2:3] == ["name"]
    if words[0] in {"who", "whose"}:
        return True
    return words[0] in {"she", "he"} and row.before(index) is None


def _is_done_by(row: Row, index: int) -> bool:
    """Tell whether "was opened by", "goes through" stands before, and no date behind."""
    previous = row.before(index)
    if previous is None or index < 2 or row.tokens[index].after.strip()[:1].isdigit():
        return False
    if previous.word == "through":
        return row.tokens[index].word not in MONTHS | MASSES or spoken_of_later(row, index)
    if previous.word != "by":
        return False
    near = row.tokens[max(0, index - 5) : index - 1]
    done = any(each.word.endswith("ed") or each.word in _DONE_BY for each in near)
    month = row.tokens[index].word in MONTHS
    passive = any(said(each) in _WAS and each.word not in {"be", "been"} for each in near)
    return done and (passive or not month)


def _is_doubled(row: Row, index: int) -> bool:
    """Tell whether two modal verbs stand side by side, the first of which is a name: "may may"."""
    token, following, beyond = row.tokens[index], row.after(index), row.after(index + 1)
    if token.word not in _MODALS or following is None or row.before(index) is not None:
        return False
    return following.word in _MODALS and beyond is not None and beyond.word not in PRONOUNS


def _is_let_or_rung(row: Row, index: int) -> bool:
    """Tell whether "let will finish", "rings grace" or "it's always will" stands here."""
    token, previous, following = row.tokens[index], row.before(index), row.after(index)
    if previous is None:
        return False
    if previous.word in _RINGS:
        return following is None or following.word not in US | {"the", "a", "my", "it", "them"}
    if previous.word in {"let", "lets"} and token.word not in {"hope", "mark", "bill", "chase"}:
        return True
    if previous.word in _ALWAYS and following is None and index > 1:
        return said(row.tokens[index - 2]) in {"it's", "its", "was", "is", "it"}
    return False


def _is_asked_after(row: Row, index: int) -> bool:
    """Tell whether somebody asks what a participant does: "is rose still doing"."""
    previous, following = row.before(index), row.after(index)
    if previous is None or following is None or said(previous) not in _ASKED:
        return False
    opens = index == 1 or row.tokens[index - 1].starts or row.tokens[index - 1].before == ", "
    if not opens or row.tokens[index].word in {"will", "may"}:
        return False
    busy = following.word.endswith("ing") and len(following.word) > 4
    return busy or following.word in {"still", "here", "back", "off", "in", "on", "around", "there"}


def _is_remembered(row: Row, index: int) -> bool:
    """Tell whether "remember sunny walking", "do you remember dawn? she" stands here."""
    previous, following = row.before(index), row.after(index)
    if previous is None or not previous.word.startswith("remember"):
        return False
    beyond = row.tokens[index + 1 : index + 2]
    busy = following is not None and following.word.endswith("ing") and len(following.word) > 4
    return busy or bool(beyond and beyond[0].word in {"he", "she"})


def _is_beside(row: Row, index: int) -> bool:
    """Tell whether "i'm with joy", "sat beside may" or "good point from lily" stands here."""
    previous = row.before(index)
    if previous is None or index < 2:
        return False
    before = said(row.tokens[index - 2])
    if previous.word == "beside":
        return before in {"sat", "sit", "sits", "sitting", "stood"} | _SAT_BY
    if previous.word == "from":
        return before in {"point", "one", "idea"}
    return previous.word == "with" and before in {"i'm", "im"}


def _is_paired(row: Row, index: int, holds: Callable[[str], bool]) -> bool:
    """Tell whether "and" joins two participants of such names: "will and may were there"."""
    for joint, other in ((index + 1, index + 2), (index - 1, index - 2)):
        if not 0 <= other < len(row.tokens) or row.tokens[joint].word not in {"and", "or"}:
            continue
        pair = row.tokens[min(index, other)], row.tokens[max(index, other)]
        if not holds(row.tokens[other].key) or pair[0].after != " " or pair[1].before != " ":
            continue
        if {pair[0].word, pair[1].word} <= MONTHS or not _opens_or_told(row, min(index, other)):
            continue
        following = row.after(max(index, other))
        if following is None or following.word in DOES | IS | {"were", "are", "have", "both"}:
            return True
    return False


def _opens_or_told(row: Row, index: int) -> bool:
    previous = row.before(index)
    return previous is None or said(previous) not in PRONOUNS | {"the", "to", "a", "not"}


def _has_an_initial(row: Row, index: int) -> bool:
    """Tell whether an initial and its point follow: "mark s. does it"."""
    token = row.tokens[index]
    if token.after != " " or index + 1 >= len(row.tokens):
        return False
    other = row.tokens[index + 1]
    return len(other.key) == 1 and other.after.startswith(".") and other.word not in {"i", "a"}


def is_two_of(row: Row, index: int) -> bool:
    """Tell whether several of one first name are spoken of: "two Graces", "both Mays"."""
    token, previous = row.tokens[index], row.before(index)
    if previous is None or token.suffix:
        return False
    counted = previous.word in {"two", "three", "four", "both", "several", "the"}
    if row.capital(index) and not token.starts and not token.upper:
        return counted or previous.word in _MANY or not token.kind & WORDS
    if not token.kind & Kind.COMMON and previous.word in {"more", "many", "enough", "fewer"}:
        return True  # "we need more shivs"
    there = row.tokens[max(0, index - 3) : index - 1]
    spoken = any(each.word in {"are", "were", "have", "got", "we've"} for each in there)
    verb = token.word in {"marks", "bills", "hopes", "wills", "chases", "grants", "roses", "dawns"}
    return previous.word in {"two", "three", "both"} and spoken and not verb


def is_rare_surname(row: Row, index: int) -> bool:
    """Tell whether a participant's family name of the rarer words stands here: "a Farthing"."""
    token = row.tokens[index]
    rare = token.kind & WORDS and not token.kind & (Kind.COMMON | Kind.PUBLIC)
    before = row.tokens[index - 1] if index else None
    initial = before is not None and len(before.key) == 1 and before.word not in {"i", "a"}
    return bool(rare) or bool(initial and token.before in {". ", ".", " "})
