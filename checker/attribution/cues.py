"""Cue lexicon: which words report what somebody said, thinks or wants, and what complement each takes.

Classes follow the verb classes of Levin (1993) that PARC 3.0 and PolNeAR call attribution cues. One line a
class; a lemma may stand in several. Frames: a clause ("said that"), an infinitive ("vowed to"), an object
("denied the charge"), a preposition ("called for").
"""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a text, for lists that read better as running words."""
    return frozenset(text.split())


SPEECH = words(
    """say tell add write note state announce report continue explain declare claim argue tweet recall conclude
    reply respond insist acknowledge confirm warn suggest observe remark comment assert maintain contend allege
    stress emphasize emphasise reiterate repeat recount testify admit concede confess disclose reveal predict
    forecast joke quip lament complain caution advise inform notify assure promise pledge vow swear threaten
    shout yell scream whisper mutter murmur exclaim cry chant text email post blog relate retort counter
    interject opine muse intone thunder boast brag gush rave estimate indicate hint imply signal mention cite
    quote clarify specify elaborate affirm reaffirm underscore underline highlight profess proclaim pronounce
    rule find determine ask inquire query answer describe detail read chime agree disagree object protest deny
    dispute accuse charge blame praise plead urge order demand request propose recommend call""",
)
COGNITION = words(
    """think believe know feel hope expect fear worry suspect doubt assume presume guess reckon figure consider
    understand realize realise learn remember forget imagine anticipate foresee judge deem gather decide agree
    disagree wonder dream suppose surmise speculate project calculate infer discover find envision recognize
    recognise view regard perceive""",
)
EVIDENCE = words(  # documents, polls and data as sources
    """show indicate suggest reveal demonstrate prove find note state report conclude say read confirm imply
    estimate allege claim detail describe document point argue cite mention warn project""",
)
CLAUSE = SPEECH | COGNITION | EVIDENCE | words("make")

INFINITIVE = words(
    """vow pledge promise threaten refuse decline agree offer plan intend want hope expect seek ask claim demand
    swear decide propose prefer wish volunteer hesitate consent desire aim resolve declare profess purport fear
    dread""",
)
# verbs whose object stands between verb and infinitive: "urged Congress to act"
OBJECT_INFINITIVE = words(
    """urge ask tell order want call press encourage advise warn instruct command direct request expect beg implore
    persuade convince remind believe consider""",
)
# verbs whose predicate about the object is the content: "called it a lie"
NAMING = words("call label brand dub deem consider declare describe")
# texts and data; what they "show" or "put at" is attributed to them
DATA = words(
    """poll survey study report record datum data document result figure statistic analysis review evidence footage
    video audio email filing affidavit transcript file investigation autopsy test estimate census ballot map
    image photo photograph polling research""",
)
# other things that suggest without anyone in particular speaking
DOCUMENTS = words("intelligence information indication sign finding assessment account estimate report document")
DATA_VERBS = words("show find indicate reveal suggest estimate put list detail describe report")
GERUND = words("report admit deny recall mention acknowledge suggest propose recommend describe remember")
OBJECT = words(
    """deny announce claim criticize criticise condemn praise denounce endorse confirm reject oppose support accuse
    blame describe call discuss detail disclose reveal dispute dismiss allege report cite mention quote question
    challenge slam blast mock ridicule decry deplore bemoan lament defend welcome applaud hail laud tout back
    favor favour propose recommend suggest urge demand request order promise pledge predict project estimate
    forecast acknowledge admit concede declare explain express voice state stress emphasize emphasise highlight
    underscore underline outline present recount recall relate reiterate repeat echo note observe warn vow want
    expect fear think consider view regard recognize recognise doubt suspect appreciate admire hate prefer thank
    congratulate commend salute fault chastise chide rebuke rebut refute contradict disavow disown repudiate
    retract apologize renounce approve disapprove embrace advocate champion promote push tell ask say
    characterize characterise portray depict label brand dub name term publicize assail lambast lambaste berate
    scold deride belittle skewer pan trumpet bless anticipate envision foresee imagine ponder contemplate weigh
    debate argue plead protest resent regret rue veto downplay exaggerate overstate understate misrepresent
    distort rehash reference invoke""",
)
_BY_PREPOSITION = {
    "about": (
        "argue ask boast brag care complain disagree hear inquire joke know learn preach protest rant say speak "
        "speculate talk tell testify think tweet warn wonder worry write"
    ),
    "against": "argue campaign lobby protest rail speak vote warn",
    "as": "characterize cite condemn criticize denounce describe dismiss identify mock portray praise regard see view",
    "at": "hint lash",
    "by": "swear",
    "for": (
        "advocate apologise apologize appeal argue ask blame call campaign condemn criticize denounce hope lobby "
        "long look mock opt plead praise press push thank vote vouch wish"
    ),
    "from": "hear learn",
    "in": "believe",
    "into": "inquire",
    "of": (
        "accuse approve boast complain conceive disapprove dream hear know learn say speak talk tell think warn write"
    ),
    "on": "agree blame call comment disagree dwell elaborate focus insist reflect remark report speculate urge weigh",
    "out": "speak",
    "over": "argue worry",
    "to": "admit agree allude appeal attest confess object plead point react refer reply respond swear testify",
    "upon": "insist",
    "with": "agree charge concur disagree plead side sympathize",
}
PREPOSITION = {
    verb: frozenset(prep for prep, verbs in _BY_PREPOSITION.items() if verb in verbs.split())
    for verb in words(" ".join(_BY_PREPOSITION.values()))
}
# verbs that can stand beside a quotation without any complement of their own
QUOTING = SPEECH | words("joke laugh smile sigh nod conclude agree think wonder open close sum proceed push press sing")

RECEIVER = words(
    "tell ask inform warn remind assure urge advise notify persuade convince promise order instruct encourage brief"
)
# passive verbs that attribute without naming anyone: "is believed to", "was reported missing"
PASSIVE = words(
    """believe expect say report think suspect allege know understand suppose presume assume rumor rumour consider
    estimate project predict see view regard deem fear describe claim tell ask quote accuse blame criticize
    praise announce confirm deny reject endorse propose suggest charge name identify call dub""",
)
RAISING = words("seem appear look sound")  # "appears to have been shot"

HEDGE = words(
    """believe think suspect allege suppose presume assume rumor rumour fear speculate guess reckon purport suggest
    hint imply seem appear doubt surmise allegation suspicion belief speculation theory suggestion impression
    hypothesis""",
)
HEDGE_SOURCE = words("initial preliminary early unconfirmed conflicting first unverified")
HEDGE_ADVERB = words("allegedly reportedly apparently purportedly supposedly seemingly ostensibly presumably")
DENIAL = words("deny reject dispute refute rebut dismiss doubt contradict disavow repudiate")

NOUN = words(
    """allegation claim statement report announcement assertion accusation suggestion warning prediction promise
    pledge vow threat belief view opinion theory rumor rumour speculation suspicion fear concern hope argument
    complaint comment remark testimony confession admission denial charge demand estimate declaration
    explanation description acknowledgement assessment assumption notion conclusion finding evidence indication
    impression criticism praise question account refusal determination contention insistence endorsement
    disclosure revelation forecast""",
)
ADJECTIVE = words(
    """sure confident certain aware convinced worried concerned afraid fearful hopeful optimistic skeptical
    sceptical doubtful adamant unclear uncertain unsure""",
)
IMPERSONAL = words("unclear uncertain")

# other nouns for people; those in -er, -or, -ist, -man and the like are known by their ending
PEOPLE = words(
    """source aide friend critic ally rival guard chief coach teen teenager boy girl student child parent wife
    husband son daughter brother sister uncle aunt people person resident victim suspect relative colleague boss
    clerk guest host pilot priest rabbi imam cleric migrant refugee veteran civilian democrat republican liberal
    conservative american majority lot many some half percent most other rebel insurgent opponent agent anyone
    everyone someone nobody public side camp representative executive half-brother thousand million dozen
    hundred""",
)
PERSON_ENDINGS = (
    "er",
    "or",
    "ist",
    "man",
    "men",
    "woman",
    "women",
    "ian",
    "ant",
    "ee",
    "person",
    "people",
    "ese",
    "eer",
)
# nouns that speak as a body or as a text: "they" and "it", never "he"
COLLECTIVE = words(
    """police government ministry department army military coalition company agency court family group militia
    movement party campaign team council committee office embassy administration statement report document poll
    study survey lawsuit newspaper channel union organization organisation association hospital school
    university city state country nation bank firm clinic jury force authority""",
)
VOICES = words(
    """police official officials sheriff spokesman spokeswoman spokesperson mayor governor president minister
    report source witness authority coroner doctor prosecutor attorney lawyer chief expert analyst critic poll
    study survey court judge jury family mother father neighbor neighbour army military government ministry
    pentagon agency""",
)
# verbs that do nothing but report: the only ones whose content may be read off word order
SAYING = words(
    "say tell add report announce note claim allege insist argue warn testify stress show reveal confirm write"
)
