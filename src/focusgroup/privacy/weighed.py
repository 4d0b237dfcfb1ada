"""A name that is also a word, weighed: what no single turn of speech decides, several may.

Every cue is a weight on one scale; above `KNOWN` a participant is meant, above `UNKNOWN` somebody
else. Weights were set by hand on the tuned sets and on made-up sentences, half of them ordinary.
"""

from __future__ import annotations

from collections.abc import Callable

from focusgroup.privacy import framed
from focusgroup.privacy.cues import (
    ADDRESSED,
    BEFORE,
    DETERMINERS,
    DOES,
    IS,
    MONTH_BEFORE,
    MONTH_NAMES,
    MONTHS,
    NOT_BASE,
    OWNERS,
    PLACED_IN,
    PRONOUNS,
    SEASONS,
    TREATED,
    US,
    VERB_AFTER,
)
from focusgroup.privacy.lexicon import WORDS, Kind, word_set
from focusgroup.privacy.row import Row, is_third_person, said, spoken_of_later
from focusgroup.privacy.small_letters import is_dealt_with, is_spoken_to
from focusgroup.privacy.strangers import is_plain_name
from focusgroup.privacy.tokens import Token

_COUNTING = word_set(
    "one two three four five ten each every another per same next last half any no"
)
KNOWN, UNKNOWN = 1.5, 2.5
OF_MODEL = 2.5  # what a model's full certainty weighs
_A_VERB = -4.0  # no name, but what somebody does: "mark the", "hope it"
_NEAR = 12  # words: who was named so lately is meant again
Holds = Callable[[str], bool]

_MODALS = frozenset({"will", "may"})  # a hundred times the verb for once the person
_VERBS = word_set(
    "mark bill hope chase grant rob sue pat skip pierce wade drew rose nick guy jack josh bob mike "
    "buck cherish love praise merit"
)
_MANNERS = word_set(
    "sunny frank happy sandy rich misty randy stormy merry precious innocent earnest hardy lucky "
    "natty noble perky royal rusty rocky dusty curly chance happy olive violet scarlet ginger"
)
_TIMES = MONTH_NAMES | SEASONS
# Of these as words people talk every day; "joy" and "dawn" want an article or a preposition.
_OFTEN = (
    _MANNERS
    | (_TIMES - {"dawn"})
    | word_set("hope love patience charity honour glory harmony liberty justice gene")
)
_JOINING = word_set(
    "and but so then because cos when whenever while if as that what how why where before after "
    "once since until till unless though although whereas well yeah yes no or who's where's think "
    "thought reckon reckons reckoned guess suppose believe bet sure"
)
_ASKING = word_set(
    "is was has did does do can could would should will might isn't wasn't hasn't didn't doesn't "
    "can't couldn't wouldn't shouldn't won't where's who's how's what's"
)
_UNCOUNTED = word_set("joy grace faith mercy melody prudence")  # "with joy"
_BESIDE = word_set(
    "about with by from for behind beside besides like unlike than between under without except "
    "against towards on"
)
_ONLY = word_set("only even just both either neither not nor")
_SAID_OF = word_set("it's that's was wasn't it'd that'd isn't its thats there's")
_TOO = word_set("too again herself himself as either instead alone yesterday earlier")
_TURNS = word_set("so and but well no yeah yes ok okay right now sorry thanks")
_SO = frozenset({"so", "neither", "nor", "what", "that", "which"})
_HOWEVER = word_set("faster slower quicker better more most like for to when before after and")
_IN_TIME = MONTH_BEFORE | PLACED_IN | {"at", "from", "by"}
_CLAIMING = word_set("was is said says think thought know knew means meant say told me sure")
_ADVERBS = word_set("already always never also still even actually probably really only just now")
_AWAY = word_set("in off back away ill sick out late here there retired gone")
_NO_DOING = ("ers", "ors", "ings", "ments", "ions", "ists", "ians", "ness")
_CLAIMED = frozenset({"it", "that", "this", "thank", "thanks", "was", "is"})


def weight(row: Row, index: int, holds: Holds) -> float:
    """Return how much speaks for a person, of a word that is a name too."""
    token = row.tokens[index]
    if token.glued or (token.upper and not row.shouted):
        return 0.0
    told = _by_itself(row, index) + _of_company(row, index, holds)
    before, after = _of_before(row, index), _of_after(row, index)
    if before >= 1.5 and after <= _A_VERB:
        after = 0.0  # behind "without" or "can't" stands no verb
    return told + before + after


def _by_itself(row: Row, index: int) -> float:
    token = row.tokens[index]
    told = -1.5 if token.word in _MODALS else 0.0
    if not token.kind & WORDS:
        told += 1.5  # "jie", "dov": hardly a word
    if row.capital(index) and not token.starts and not token.kind & Kind.PUBLIC:
        told += 3.0
    lately = range(max(0, index - _NEAR), index - 1)
    for at in lately:
        if row.tokens[at].word == token.word:
            told += 2.0 if row.named[at] else -2.0
            break
    return told - 3.0 * framed.is_time(row, index)


def _opens(row: Row, index: int) -> bool:
    """Tell whether a clause may begin with the word: nothing stands before it that needs it."""
    previous = row.before(index)
    return previous is None or said(previous) in _JOINING | _ONLY


def _is_the_one(row: Row, index: int) -> bool:
    """Tell whether "the one" stands here, behind which a person may follow: "the one joy made"."""
    before = row.before(index)
    return row.tokens[index].word == "one" and bool(before and before.word == "the")


def _of_before(row: Row, index: int) -> float:
    token, previous = row.tokens[index], row.before(index)
    if previous is None:
        return _of_sign_before(row, index)
    word, spoken = previous.word, said(previous)
    if word in _COUNTING and not token.cap and not _is_the_one(row, index - 1):
        return -4.0  # "one bill, one day"
    if spoken in ADDRESSED | {"called", "named"}:
        return 4.0
    if word == "to":
        if is_spoken_to(row, index) or is_dealt_with(row, index):
            return 3.0
        return _A_VERB if token.word in _VERBS | _MODALS else -1.0
    if spoken in PRONOUNS or (word in PRONOUNS and previous.suffix != "s"):
        return _of_pronoun(row, index)
    if word in {"poor", "young", "wee", "old"} and not _has_article(row, index - 1):
        return 2.5
    if word in DETERMINERS | OWNERS and word != "one":
        return 0.0 if word == "that" and _says_that(row, index) else -4.0
    if spoken in _ASKING and _opens_question(row, index - 1):
        return _of_question(row, index)
    return _of_word_before(row, index, previous)


def _of_word_before(row: Row, index: int, previous: Token) -> float:
    token, word, spoken = row.tokens[index], previous.word, said(previous)
    plain, modal = token.word not in _OFTEN, token.word in _MODALS
    if spoken in _SAID_OF or (word == "be" and index > 1 and row.tokens[index - 2].suffix == "ll"):
        return 2.0 if plain else -1.0 if token.word in _MANNERS else 0.5
    if token.word in _TIMES and word in _IN_TIME and not _dawn_acts(row, index):
        return -2.5
    if modal and word in _SO and token.after == " ":
        return _A_VERB
    if word in _BESIDE | {"as"}:
        return _of_preposition(token, word)
    if spoken in _JOINING | _ONLY:
        return 0.5
    if spoken in BEFORE | TREATED:
        return 3.5 if modal else 2.5 if plain else 1.5
    return _of_plain_word_before(row, index, previous)


def _of_plain_word_before(row: Row, index: int, previous: Token) -> float:
    token, word = row.tokens[index], previous.word
    if word in PLACED_IN:
        return -4.0 if token.suffix != "s" else -1.5  # "it comes up in Merlin"
    if word == "of":
        return -1.5
    if row.named[index - 1] or word == "one":
        return 0.5
    modal = token.word in _MODALS
    if word in {"had", "have", "got", "has"} and not modal:
        return 0.0
    return -3.0 if token.word in _VERBS or modal else -1.0


def _dawn_acts(row: Row, index: int) -> bool:
    """Tell whether "after dawn had explained it" stands here, and not "before dawn the"."""
    following = row.after(index)
    return row.tokens[index].word == "dawn" and bool(following and following.word in IS | DOES)


def _of_preposition(token: Token, word: str) -> float:
    """Return the weight of "without rose": no verb can stand there, but "with grace" may."""
    if token.word in _OFTEN or token.word in _UNCOUNTED or word == "as":
        return 0.5
    return 3.5 if token.word in _MODALS else 2.0


def _of_sign_before(row: Row, index: int) -> float:
    """Return the weight of being spoken to at the end: "have you got the keys, will?"."""
    token = row.tokens[index]
    if index and token.before == ", " and token.after.strip()[:1] in {"?", ".", "!"}:
        return 1.0 if token.word in _MANNERS else 4.0 if token.word in _MODALS else 2.5
    return 0.0


def _of_pronoun(row: Row, index: int) -> float:
    """Return the weight of "is it you will?": with an end behind, and nothing for him to do."""
    token = row.tokens[index]
    ends = token.after.strip()[:1] in {"?", ".", ","} and row.tokens[index - 1].word == "you"
    if ends and index > 1 and said(row.tokens[index - 2]) in _CLAIMED:
        return 4.0
    return -4.0


def _says_that(row: Row, index: int) -> bool:
    """Tell whether "was that", "said that" stands before, and not "that bill"."""
    return index > 1 and row.tokens[index - 2].word in _CLAIMING


def _has_article(row: Row, index: int) -> bool:
    previous = row.before(index)
    return previous is not None and previous.word in DETERMINERS | OWNERS


def _opens_question(row: Row, index: int) -> bool:
    previous = row.before(index)
    return previous is None or said(previous) in _JOINING | {"who"}


def _of_question(row: Row, index: int) -> float:
    """Return the weight of "can sunny not do it?", "did bill tell"; not of "can bill it"."""
    token, following = row.tokens[index], row.after(index)
    if following is None:
        return 1.0
    if following.word in VERB_AFTER - {"as", "so", "not"}:
        return _A_VERB if token.word in _VERBS | _MODALS else -1.0
    noun = following.word.endswith(("s", "y", "ion", "ment")) or not following.kind & Kind.COMMON
    return 1.0 if noun or token.word in _MODALS else 2.5


def _of_after(row: Row, index: int) -> float:
    token, following = row.tokens[index], row.after(index)
    if token.suffix:
        plain = token.word not in _OFTEN
        return (2.5 if plain else 1.0) if token.suffix == "s" else 2.0
    if following is None:
        return _of_sign(row, index)
    if framed.works_there(row, index):
        return 4.0
    word = following.word
    if word in {"he", "she"}:
        return -1.0 if token.word in _MODALS else 3.0
    if word == "here":
        return 3.5 if _opens(row, index) else 0.0
    if word in _TOO:
        return _of_too(row, index)
    if word in VERB_AFTER - {"that"}:
        return _A_VERB if token.word in _VERBS | _MODALS else -1.0
    if token.word in _MODALS:
        return _of_deed_of_modal(row, index, following)
    return _of_deed(row, index, following)


def _of_too(row: Row, index: int) -> float:
    if row.tokens[index].word not in _MODALS:
        return 1.5
    return 3.5 if row.before(index) is None and row.after(index + 1) is None else 0.0


def _of_deed_of_modal(row: Row, index: int, following: Token) -> float:
    """Return the weight of "will types", "will that set": where no verb stands in its base form."""
    if following.word in NOT_BASE or is_third_person(following):
        return 4.0
    previous = row.before(index)
    if following.word in {"that", "again"}:
        return 3.0 if previous and said(previous) in _SAID_OF else 0.0
    if following.word in {"from", "and", "or"}:
        return 1.5
    if following.word in PRONOUNS:
        return 0.0
    return -1.0


def _of_deed(row: Row, index: int, following: Token) -> float:
    """Return the weight of what somebody does; most where the name opens its clause."""
    token, place = row.tokens[index], index + 1
    much = 1.0 if _opens(row, index) else 0.75
    beyond = row.after(place)
    if following.word in _ADVERBS and beyond is not None:
        following, place = beyond, place + 1  # "rob already approved it"
        beyond = row.after(place)
    word = following.word
    if word in IS:
        busy = 0.0
        if beyond and (beyond.word.endswith("ing") or beyond.word in _AWAY):
            busy = 1.5
        return much * ((1.0 if token.word in _OFTEN else 2.5) + busy)
    if word in DOES or word in framed.PAST or (word.endswith("ed") and len(word) > 4):
        return much * 3.0
    if is_third_person(following) and not word.endswith(_NO_DOING):
        done = beyond is None or beyond.word in framed.OBJECTS or beyond.word in _HOWEVER
        return much * (2.5 if done else 1.0)
    if word == "from":
        return 1.5 * much
    if word in {"in", "at", "on", "over", "and", "or", "that", "with", "for", "about", "to"}:
        return 0.0
    return -1.0 if following.kind & WORDS else 0.5


def _of_sign(row: Row, index: int) -> float:
    """Return the weight of a comma behind: ", who", ", can you", "hope, webchat"."""
    token = row.tokens[index]
    beyond = row.tokens[index + 1 : index + 2]
    if token.after != ", " or not beyond:
        return 0.0
    if beyond[0].word in {"who", "whose", "she", "he"}:
        return 3.0
    asked = beyond[0].word in {"you", "can", "what", "how", "do", "did", "are", "go"}
    previous = row.before(index)
    if not asked:
        return 0.0
    if previous is None:
        return 0.0 if token.word in _MODALS else 1.5
    return 7.0 if token.word in _MODALS and previous.word in _TURNS else 1.5


def _of_company(row: Row, index: int, holds: Holds) -> float:
    """Return the weight of names beside the word: "dawn, priya and", "will, kobby, me"."""
    told = 1.0 if spoken_of_later(row, index) else 0.0
    for other, gap in ((index - 1, row.tokens[index].before), (index + 1, row.tokens[index].after)):
        if not 0 <= other < len(row.tokens):
            continue
        joined = row.tokens[other].word in {"and", "or"} and gap in {" ", ", "}
        if joined:
            other += other - index
        elif gap != ", ":
            continue
        if 0 <= other < len(row.tokens):
            told += _of_companion(row, index, other, holds) * (1.0 if joined else 0.8)
    return told


def _of_companion(row: Row, index: int, other: int, holds: Holds) -> float:
    word = row.tokens[other].word
    if word in MONTHS or row.tokens[other].starts:
        return 0.0
    if word in US or word == "i":
        return 2.5 if other > index or word != "i" else 0.0
    named = row.named[other] or holds(row.tokens[other].key)
    return 2.5 if named or is_plain_name(row.tokens[other]) else 0.0
