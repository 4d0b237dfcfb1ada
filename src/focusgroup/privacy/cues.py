"""Words that tell whether their neighbour is a person or a word: sets, one for each cue."""

from __future__ import annotations

from focusgroup.privacy.lexicon import word_set

# What people do, so that the word before it is a person: "Hope said", "joy reckons".
DOES = word_set(
    "said says told tells asked asks reckons reckoned thinks thought knows knew rang rings phones "
    "phoned emails emailed texted goes went comes came wants wanted got gets made makes keeps "
    "kept runs ran writes wrote trained taught trains showed shows sent fixed spotted handles "
    "took takes gave gives retired joined works worked lives lived sat nods nodded laughs laughed "
    "agrees agreed never always who reckon left does did cried signed leads led likes liked loves "
    "loved hates hated needs needed uses used answered answers replied explained mentioned deals "
    "dealt looks looked sorts sorted built drives drove sits covers covered"
)
# Less telling: "Summer is" and "Hope was" may be the word.
IS = word_set(
    "is was has had isn't wasn't hasn't would could should can can't won't will doesn't didn't "
    "might must do don't just also still"
)
# What stands before a name and hardly before the word.
BEFORE = word_set(
    "ask asked asking asks tell told telling tells thank thanks thanked rang ring phoned phone "
    "emailed email texted called named met meet hi hello hey dear i'm im am boss manager "
    "supervisor colleague brother sister wife husband mate friend lad bloke guy chap daughter son "
    "mum dad nan uncle auntie aunt cousin partner neighbour driver nurse apprentice temp deputy "
    "trainer temp director sir than knew know like blame poor bless love cheers sorry"
)
# After these an unknown word in small letters is a name: "called tunde", "my boss oyin".
NAMING = word_set(
    "called named boss manager supervisor colleague brother sister wife husband mate friend lad "
    "bloke chap daughter son uncle auntie aunt cousin deputy mr mrs ms miss dr councillor cllr "
    "lady fella woman girl guy neighbour neighbor nurse driver trainer director tenant teacher "
    "partner client landlord landlady ms"
)
DETERMINERS = word_set(
    "a an the this that these those some any no nae every each one two its his her their your such "
    "much more most less whatever full free real big little good bad great pure sheer own other "
    "another same first last next right wrong too very quite"
)
FAMILY = word_set("my our")  # "our Hope" is a person as often as a hope
MONTHS = word_set(
    "january february march april may june july august september october november december jan "
    "feb mar apr jun jul aug sep sept oct nov dec"
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
    "speak speaks spoke speaking talk talks talked talking thanks listen listens listened said "
    "write wrote over down according back up next"
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
    "tickets times visits weeks words workers years yours holidays terms sales rushes breaks "
    "evenings nights mornings"
)

# Words that weigh for or against an unknown word beside them: see strangers.py.
ADDRESSED = word_set(
    "ask asked asking tell told telling rang thank thanked i'm phoned emailed texted"
)
ARTICLES = word_set(
    "a an the this these some any no every each another other much "
    "more most less very too quite proper new same first last next full real "
    "good bad great pure sheer own "
)
OWNERS = word_set("my our your his her its their whose")
PLACED_IN = word_set("in into within onto via using near inside outside around across")
ABOUT = word_set(
    "about with by from for behind beside besides like unlike than between under without through"
)
# People as often as things: "gave it to tendai", "blame xolani", "we told", "miss", "trust".
HANDLED = word_set(
    "to and or but blame blamed trust trusted miss missed help helped hired sacked saw heard pass "
    "passed hate love loved said says say that when if because lost sent give gave let made see "
    "until unless since where as while on at of had have"
)
# Whose account, case or van it is: "the okonkwo account".
HOUSEHOLD = word_set(
    "account accounts case cases file files family complaint complaints house household job order "
    "brothers sisters twins lot boys girls lads claim claims contract estate couple letter"
)
THING_NOUNS = word_set(
    "system systems app apps portal portals software tool tools database platform platforms "
    "module screen screens dashboard dashboards form forms template report reports interface "
    "plugin server servers login licence license scanner printer tablet button menu tab tabs site "
    "sites website page pages walk method methodology model process project programme program "
    "framework scheme board boards meeting meetings bot chatbot software package packages thing "
    "things spreadsheet spreadsheets folder folders file files drive code codes script scripts "
    "card cards machine machines device devices phone phones laptop monitor headset cable battery "
    "router box key keys survey surveys score scores chart charts diagram scale index triangle "
    "effect rule law syndrome disease test room building street road station airport hospital "
    "school festival holiday bank store shop supermarket brand advert ad update updates version "
    "account-manager API feed team department office branch"
)
# What people do now, in any sentence: not so telling as "said", more than nothing.
PRESENT = word_set(
    "always never usually often just only even still already really probably says knows thinks "
    "works does has had is was would could should can may might will used tends seems seemed "
    "keeps brings sends rings chases chased calls called moved started stopped helps helped"
)

EXCLAIMED = word_set("jesus christ god lord heavens mercy glory joy happy lovely")
COUNTED = word_set("bill art grant mark bills april june august may will drew chase pat rob")
# What is done to people, so that the month or season behind it is somebody: "we lost april".
TREATED = word_set(
    "lost sent saw miss missed hired paid sacked promoted moved got brought kept made let helped "
    "trained gave asked told with by from like and thank thanks trust get put"
)
# What hangs on a name by a hyphen without belonging to it: "Okafor-led".
AFTER_HYPHEN = word_set(
    "led run ish and or the era to in on of style based related type like wide only esque free "
    "friendly branded owned built gate proof approved san sama ji"
)
# Two initials typed without points: "pj moynihan".
TWO_INITIALS = word_set("pj jj tj aj cj dj mj rj bj jp jd jt kj kt jc jb jr ak rk sk vk")
