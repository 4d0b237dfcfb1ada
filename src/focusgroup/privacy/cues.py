"""Words that tell whether their neighbour is a person or a word: sets, one for each cue."""

from __future__ import annotations

from focusgroup.privacy.lexicon import word_set

# What people do, so that the word before it is a person: "Hope said", "joy reckons".
DOES = word_set(
    "said says told tells asked asks reckons reckoned thinks thought knows knew rang rings phones "
    "phoned emails emailed texted goes went comes came wants wanted got gets made makes keeps kept "
    "runs ran writes wrote trained taught trains showed shows sent fixed spotted handles took "
    "takes gave gives retired joined works worked lives lived sat nods nodded laughs laughed "
    "agrees agreed never always who reckon left does did cried signed leads led likes liked loves "
    "loved hates hated needs needed uses used answered answers replied explained mentioned "
    "deals dealt looks looked sorts sorted built drives drove sits covers covered"
)
# Less telling: "Summer is" and "Hope was" may be the word.
IS = word_set(
    "is was has had isn't wasn't hasn't would could should can can't won't will doesn't "
    "didn't might must do don't just also still"
)
# What stands before a name and hardly before the word.
BEFORE = word_set(
    "ask asked asking asks tell told telling tells thank thanks thanked rang ring phoned phone "
    "emailed email texted called named met meet hi hello hey dear i'm im am boss manager "
    "supervisor colleague brother sister wife husband mate friend lad bloke guy chap daughter "
    "son mum dad nan uncle auntie aunt cousin partner neighbour driver nurse apprentice temp "
    "deputy trainer temp director sir than knew know like blame poor bless love cheers sorry"
)
# After these an unknown word in small letters is a name: "called tunde", "my boss oyin".
NAMING = word_set(
    "called named boss manager supervisor colleague brother sister wife husband mate friend lad "
    "bloke chap daughter son uncle auntie aunt cousin deputy mr mrs ms miss dr councillor cllr "
    "lady fella woman girl guy neighbour neighbor nurse driver trainer director tenant teacher "
    "partner client landlord landlady ms"
)
DETERMINERS = word_set(
    "a an the this that these those some any no every each one two its his her their your such "
    "much more most less whatever full free real big little good bad great pure sheer own "
    "other another same first last next right wrong too very quite"
)
FAMILY = word_set("my our")  # "our Hope" is a person as often as a hope
MONTHS = word_set(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
)
MONTH_NAMES = word_set("april may june august jan")
SEASONS = word_set("summer winter autumn dawn sunny star sky stormy art")
MONTH_BEFORE = word_set(
    "in since by until till til during before after early late mid last next this every of each "
    "through between around about come end start"
)
VERB_AFTER = word_set(
    "you we i it they he she that this there the a an my your our his her their someone somebody "
    "anyone anybody everyone everybody people customers not be so for to these those do us me "
    "them as of no any all everything something anything nothing"
)
PRONOUNS = word_set("i you he she it we they nobody somebody everyone someone")
# "will was", "will said": no base verb can stand there, so Will is somebody.
NOT_BASE = DOES - {"always", "never", "reckon", "left"} | word_set(
    "is was has had isn't wasn't hasn't hadn't does doesn't did didn't who"
)
CALLED = BEFORE - {"i'm", "than", "know", "dad", "mum", "knew", "love", "like"}
SPEAKING = word_set(
    "speak spoke speaking talk talked talking thanks listen listened said write wrote over down "
    "according back up next"
)
POINTING = word_set("you there was it's that's is say said says by from with and about for")
NOT_NAMED = word_set("and or is was for who the a an i to in of that so but has had as at if ones")
# "gave it to rose", "i agree with hope": after these and "to" or "with" stands somebody.
TO_SOMEBODY = word_set(
    "give gave given gives send sent sends said say says pass passed hand handed show showed "
    "belongs forward forwarded forwards report reports reported listen listened told lend lent "
    "emailed email explained mentioned complained apologised go goes went moved refer referred "
    "speak spoke speaking talk talked talking according write wrote"
)
WITH_SOMEBODY = word_set(
    "agree agreed agrees disagree disagreed work worked works working sit sat speak spoke talk "
    "talked talking chat chatted trained train argue argued same deal dealt"
)
# Names that may stand bare as a word, without "the": "hope is all we have", but hardly "mark is".
MASSES = word_set(
    "hope joy grace faith will may summer winter autumn dawn love patience charity mercy prudence "
    "honour happy april august june glory harmony liberty melody sunny sky star art gene justice"
)
US = word_set("me i him her us them")
PLACED = word_set("from in over at on with and & or")
# What people hope, mark, bill or will: before such a word a participant's name is a verb.
PLURALS = word_set(
    "accounts always appointments bills calls cards cases contracts customers days details doors "
    "emails entries faces fees figures folks forms guys hours invoices items jobs lads leads "
    "letters lines minutes months names notes numbers orders parts payments periods prices "
    "prospects questions records reports sales scores sometimes systems tasks terms things "
    "tickets times visits weeks words workers years yours"
)
