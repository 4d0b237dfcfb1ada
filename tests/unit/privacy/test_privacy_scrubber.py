"""What a note-taker types and what is written, case by case; every person is invented."""

from __future__ import annotations

import pytest

from focusgroup.privacy import Person, Scrubber, keep_words, roster_warnings, scrub

ROSTER = (
    Person("P1", "Denise", "Okafor"),
    Person("P2", "Will", "Hartnoll"),
    Person("P3", "Siân", "Pritchard-Rees"),
    Person("P4", "May"),
    Person("P5", "Tomasz", "Wilk", ("Tomek",)),
    Person("P6", "Hye-jin", "Park"),
    Person("P7", "Jean-Luc", "Cole"),
    Person("P8", "愛子", "田中"),
    Person("P9", "Sam", "Ali"),
    Person("P10", "Sam", "Boon"),
    Person("P11", "Jo"),
    Person("G2-P4", "Hope", "Lindqvist"),
)
NEVER = ("Norwell Homes", "Marlow & Pike", "Dunmere")


@pytest.fixture
def scrubber() -> Scrubber:
    return Scrubber(ROSTER, NEVER)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Denise Okafor said no", "[P1] said no"),
        ("denise okafor said no", "[P1] said no"),
        ("DENISE SAID NO", "[P1] SAID NO"),
        ("Denise's idea, and denise’s too", "[P1]'s idea, and [P1]’s too"),
        ("Deniese rang, then Densie rang", "[P1] rang, then [P1] rang"),
        ("D. Okafor and J Cole came", "[P1] and [P7] came"),
        ("we wrote to D.O. about it", "we wrote to [P1] about it"),
        ("Sian Pritchard Rees rang", "[P3] rang"),
        ("sian and Siân's cards", "[P3] and [P3]'s cards"),
        ("Pritchard-Rees on nights", "[P3] on nights"),
        ("ask Tomek, he knows", "ask [P5], he knows"),
        ("Hyejin or Hye Jin, I forget", "[P6] or [P6], I forget"),
        ("the Okafors moved out", "the [P1] moved out"),
        ("愛子さんは来ました", "[P8]さんは来ました"),
        ("Sam Boon told me", "[P10] told me"),
        ("Sam told me", "[P9 or P10] told me"),
        ("jo said it, then Jo left", "[P11] said it, then [P11] left"),
        ("denise_okafor.docx on the drive", "[P1]_[P1].docx on the drive"),
        ("it was dokafor in the log", "it was [P1] in the log"),
        ("Hope trained half of us", "[G2-P4] trained half of us"),
    ],
)
def test_people_of_the_roster_become_their_codes(scrubber, typed, written) -> None:
    assert scrubber.scrub(typed).text == written


@pytest.mark.parametrize(
    "typed",
    [
        "I will go and they will too",
        "Will you let me finish?",
        "Yes I Will",
        "May I come in there?",
        "in May, since May, the 4th of May, May 2021, May and June",
        "it may be wrong and it may not",
        "we hope so",
        "Hope so, anyway.",
        "in the hope of a call",
    ],
)
def test_names_that_are_words_stay_where_their_neighbours_say_word(scrubber, typed) -> None:
    assert scrubber.scrub(typed).text == typed


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Will, engineers.", "[P2], engineers."),
        ("Will Hartnoll does the boards", "[P2] does the boards"),
        ("will hartnoll does the boards", "[P2] does the boards"),
        ("That's what Will was saying", "That's what [P2] was saying"),
        ("ask will about the labels", "ask [P2] about the labels"),
        ("What May said. The queue.", "What [P4] said. The queue."),
        ("May, I run the showroom", "[P4], I run the showroom"),
        ("Hope, webchat.", "[G2-P4], webchat."),
        ("hope, webchat", "[G2-P4], webchat"),
    ],
)
def test_names_that_are_words_go_where_their_neighbours_say_person(
    scrubber, typed, written
) -> None:
    assert scrubber.scrub(typed).text == written


@pytest.mark.parametrize(
    "name",
    """Sharon;Ngozi Onwuachi;Oyinkansola;Xiaoling;Nguyen Thi Lan;Dmitri;Łucja;Jürgen;Siobhan;
    Mehmet;María del Carmen Ruiz;van der Berg;Abdirahman;Priyanka;Anne-Marie Dufour;O'Hanlon;
    McAllister;de Souza;Thandiwe;Agnieszka;Youssef El-Amrani;Hrafnhildur;Tūī;Eleftheria;Zsófia;
    K. Oduya;Omar H""".replace("\n    ", "").split(";"),
)
def test_strangers_from_any_culture_become_numbers(name) -> None:
    assert scrub(f"so I said to {name}, it's not on the list").text == (
        "so I said to [name 1], it's not on the list"
    )


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Mrs J Cole rang", "Mrs [name 1] rang"),
        ("Mr and Mrs Dalgleish", "Mr and Mrs [name 1]"),
        ("mrs gudmundsdottir waits", "mrs [name 1] waits"),
        ("Mrs Baker and Dr Green", "Mrs [name 1] and Dr [name 2]"),
        ("my boss oyin said so", "my boss [name 1] said so"),
        ("a chap called tunde fixed it", "a chap called [name 1] fixed it"),
        ("the O'Hanlons at the end house", "the [name 1] at the end house"),
        ("SandraVeitch_CV.docx", "[name 1]_CV.docx"),
        ("Baker said it was fine", "[name 1] said it was fine"),
    ],
)
def test_titles_bosses_and_file_names_give_a_name_away(typed, written) -> None:
    assert scrub(typed).text == written


@pytest.mark.parametrize(
    ("typed", "kind", "code"),
    [
        ("jfarrow@norwell.example", "email", "[e-mail]"),
        ("tariq dot aziz at brackley dot com", "email", "[e-mail]"),
        ("07700 900412", "phone", "[phone]"),
        ("+44 (0)20 7946 0018", "phone", "[phone]"),
        ("(202) 555-0143", "phone", "[phone]"),
        ("+353 20 915 4821", "phone", "[phone]"),
        ("+49 30 23125 118", "phone", "[phone]"),
        ("06 12 34 56 78", "phone", "[phone]"),
        ("oh seven seven double oh nine oh oh four one two", "phone", "[phone]"),
        ("4471-09", "reference", "[reference]"),
        ("HC-20458", "reference", "[reference]"),
        ("00418823", "reference", "[reference]"),
        ("GB82 WEST 1234 5698 7654 32", "reference", "[reference]"),
        ("https://intranet.example/people/aoife", "url", "[link]"),
        ("www.penhallow.example/help", "url", "[link]"),
        ("SW1A 1AA", "postcode", "[postcode]"),
        ("14 Mill Rise", "place", "[address]"),
    ],
)
def test_what_identifies_by_its_shape_is_masked_and_told_by_kind(typed, kind, code) -> None:
    result = scrub(f"she gave me {typed} to keep")
    assert result.text == f"she gave me {code} to keep"
    assert [(each.kind, each.layer) for each in result.replacements] == [(kind, "pattern")]


@pytest.mark.parametrize(
    "typed",
    [
        "it ends 2021 or so, and in 2019-2020 it was 24/7",
        "1,200,000 customers and £1234567 of plans",
        "on 2021-03-12 at 10.30, or 12/03/2021",
        "one board in three rooms (2027-01-29), then (29/01/2027) again",
        "Form 12, page 9, four-twenty, 9-5, v2.10, 50/50",
        "one two three, three two one",
        "and/or, his/her, e.g. that",
    ],
)
def test_years_amounts_times_and_forms_stay(typed) -> None:
    assert scrub(typed).text == typed


def test_case_numbers_after_their_word_are_masked_even_when_short() -> None:
    assert scrub("one account, ends 3319, case BR/882").text == (
        "one account, ends [reference], case [reference]"
    )


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Norwell Homes rang", "[withheld] rang"),
        ("norwell-homes rang", "[withheld] rang"),
        ("NorwellHomes rang", "[withheld] rang"),
        ("Norwel Homes rang", "[withheld] rang"),
        ("Norwell's people", "[withheld]'s people"),
        ("marlow and pike", "[withheld]"),
        ("west of dunmeres", "west of [withheld]"),
    ],
)
def test_phrases_never_to_be_written_are_withheld_in_any_spelling(scrubber, typed, written) -> None:
    assert scrubber.scrub(typed).text == written


@pytest.mark.parametrize(
    "typed",
    [
        "Um, yeah, so, I mean, we'll, we'd've, y'know. Hmm. Pfft. Naw.",
        "Ah'm no' daein that, it wisnae ma department.",
        "On Monday in IT, HR said the CRM and the PDF were Excel's fault. Merry Christmas.",
        "It's on WhatsApp, on the iPhone, in SharePoint, at McDonald's, on Wi-Fi.",
        "She's Polish, he's English, they went to Italy, I wrote it on a Post-it.",
        'It says "Hi [FIRSTNAME]" with the brackets.',
        "Th- the thing is, wh- when they ring, yo- you'd think.",
    ],
)
def test_fillers_dialect_and_public_words_are_left_as_said(typed) -> None:
    assert scrub(typed).text == typed


def test_the_same_stranger_has_the_same_code_however_they_are_called() -> None:
    scrubber = Scrubber()
    lines = [
        ("Sandra Veitch ran the floor", "[name 1] ran the floor"),
        ("then Omar and Sandra left", "then [name 2] and [name 1] left"),
        ("mrs veitch, sandra's mum", "mrs [name 1], [name 1]'s mum"),
        ("Sandre rang", "[name 1] rang"),
        ("Mrs J Cole, Jean Cole, the Coles", "Mrs [name 3], [name 3], the [name 3]"),
    ]
    assert [scrubber.scrub(typed).text for typed, _ in lines] == [text for _, text in lines]


def test_a_roster_of_first_names_learns_the_last_name_when_it_is_said() -> None:
    scrubber = Scrubber([Person("P1", "Denise")])
    assert scrubber.scrub("Denise Okafor, contact centre").text == "[P1], contact centre"
    assert scrubber.scrub("then Mrs Okafor rang").text == "then Mrs [P1] rang"


def test_a_restart_goes_on_numbering_and_gives_no_number_twice() -> None:
    first = Scrubber()
    first.scrub("Sharon and Eduardo")
    second = Scrubber(next_number=first.next_number)
    assert second.scrub("Xiaoling rang").text == "[name 3] rang"


def test_a_number_that_stands_in_a_text_is_not_given_to_somebody_else() -> None:
    assert Scrubber().scrub("[name 4] and Sharon").text == "[name 4] and [name 5]"


def test_the_restore_key_keeps_a_word_from_then_on(scrubber) -> None:
    assert scrubber.scrub("the Zephyrex pump").text == "the [name 1] pump"
    scrubber.keep_word("Zephyrex")
    assert scrubber.scrub("the Zephyrex pump, zephyrex!").text == "the Zephyrex pump, zephyrex!"


def test_a_word_pointed_at_is_masked_from_then_on_in_small_letters_too(scrubber) -> None:
    assert scrubber.scrub("the gaffer said").text == "the gaffer said"
    assert scrubber.mask_word("Gaffer") == "[name 1]"
    assert scrubber.scrub("the gaffer said so").text == "the [name 1] said so"
    assert scrubber.mask_word("Chalky", "P2") == "[P2]"
    assert scrubber.scrub("chalky and Will Hartnoll").text == "[P2] and [P2]"


def test_hits_tell_where_and_what_kind_but_never_the_word(scrubber) -> None:
    scrubber.scrub("it came from Sandra Veitch")
    text = "Findings. Okafor, in May, and Veitch; 07700 900412. Dunmere. [P1]"
    hits = scrubber.hits(text)
    assert [hit.kind for hit in hits] == ["participant", "person", "phone", "never_write"]
    assert text[hits[0].start : hits[0].end] == "Okafor"
    assert "Okafor" not in repr(hits)


def test_headings_and_strangers_are_no_hits(scrubber) -> None:
    assert scrubber.hits("Group Make-Up and Findings by Question, prepared for Zephyrex") == ()


def test_roles_and_traits_are_flagged_and_not_masked(scrubber) -> None:
    said = "she's the only Welsh speaker in billing, and our oldest driver, said the CEO"
    result = scrubber.scrub(said)
    assert result.text == said
    assert {flag.kind for flag in result.flags} == {"small-world", "trait", "role"}


def test_every_replacement_says_kind_certainty_and_layer(scrubber) -> None:
    result = scrubber.scrub("Denise met Sharon and Xhqzt of Dunmere")
    told = [(each.code, each.kind, each.layer) for each in result.replacements]
    assert told == [
        ("[P1]", "participant", "roster"),
        ("[name 1]", "person", "given_name"),
        ("[name 2]", "person", "capital"),
        ("[withheld]", "never_write", "never_write"),
    ]
    sure, _, doubtful, _ = (each.certainty for each in result.replacements)
    assert sure > doubtful


def test_a_control_character_or_a_look_alike_space_hides_nobody(scrubber) -> None:
    typed = "De\x00nise, De\u200dnise, De\u00adnise, D\u200be\u200bnise, \x1b[31mSiân, Ｄｅｎｉｓｅ"
    assert scrubber.scrub(typed).text == "[P1], [P1], [P1], [P1], [P3], [P1]"


def test_a_name_spelled_out_is_masked(scrubber) -> None:
    said = "that's D-E-N-I-S-E, or O k a f o r, from A to Z, I T"
    assert scrubber.scrub(said).text == "that's [P1], or [P1], from A to Z, I T"


def test_roster_warnings_name_words_doubles_and_single_letters() -> None:
    people = [Person("P1", "Will"), Person("P2", "J"), Person("P3", "Sam"), Person("P4", "Sam")]
    warnings = roster_warnings([*people, Person("P5", "Denise"), Person("P6", "Mark")])
    assert len(warnings) == 4
    assert [text.partition(":")[0] for text in warnings[:3]] == ["P1", "P2", "P6"]
    assert warnings[3].startswith("P3, P4 share a first name")


def test_product_names_of_a_guide_may_be_kept_but_given_names_not() -> None:
    questions = ["Is Beacon working? Do WarmPlan calls help?", "What would Sharon at Zephyrex say?"]
    assert keep_words(questions) == {"Beacon", "WarmPlan", "Zephyrex"}


def test_a_kept_product_does_not_bring_back_somebody_in_the_room() -> None:
    scrubber = Scrubber([Person("P1", "Anna", "Beacon")], keep=["Beacon", "WarmPlan"])
    assert scrubber.scrub("ask Beacon about WarmPlan").text == "ask [P1] about WarmPlan"


def test_the_codes_of_the_team_stay_as_they_are() -> None:
    scrubber = Scrubber([Person("moderator", "Helen"), Person("note-taker", "Idris")])
    once = scrubber.scrub("Helen and Idris came").text
    assert once == "[moderator] and [note-taker] came"
    assert scrubber.scrub(once).text == once


def test_word_lists_are_not_read_before_the_first_use() -> None:
    import subprocess
    import sys

    code = "import focusgroup.privacy.lexicon as l; print(l._lines.cache_info().currsize)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"


@pytest.mark.parametrize(
    ("person", "typed", "written"),
    [
        (Person("P1", "Dr Anna", "de Souza"), "de Souza, Dr Green", "[P1], Dr [name 1]"),
        (Person("P1", "Anna", "de Souza"), "de facto", "de facto"),
        (Person("P1", "Denise Okafor"), "Denise, or Okafor", "[P1], or [P1]"),
        (Person("P1", "Hye-jin", "Park"), "in the Park, with Park", "in the Park, with [P1]"),
        (Person("P1", "  ", ""), "nobody here", "nobody here"),
    ],
)  # fmt: skip
def test_a_roster_typed_carelessly_still_masks_and_masks_no_more(person, typed, written) -> None:
    assert Scrubber([person]).scrub(typed).text == written


def test_a_stranger_whose_name_is_a_word_does_not_take_the_word_along() -> None:
    scrubber = Scrubber()
    assert scrubber.scrub("Ask Bill about it.").text == "Ask [name 1] about it."
    assert scrubber.scrub("the bill's wrong, bill's always wrong").text == (
        "the bill's wrong, bill's always wrong"
    )


@pytest.mark.parametrize(
    "said",
    ["the first bill, the only time, the last straw", "the oldest boiler we have", "our only list"],
)
def test_things_that_are_the_only_or_the_oldest_are_not_flagged(said) -> None:
    assert scrub(said).flags == ()
