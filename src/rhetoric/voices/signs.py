"""Small patterns for what stands beside a name or a quote: borders, prepositions, labels; none names a listed word."""

from __future__ import annotations

import re

from rhetoric.late import late
from rhetoric.voices.expressions import after, compiled, not_after
from rhetoric.voices.folded import FILLING, HIDDEN

__all__ = [
    "ABBREVIATED",
    "AMID",
    "BOUNDARY",
    "BREAK",
    "CLAUSE",
    "CLAUSE_END",
    "DASH",
    "DATELINE",
    "FOLLOWING",
    "GOING_ON",
    "JOINED",
    "JOINED_AFTER",
    "JOINED_BEFORE",
    "KIN",
    "LAST_NAME",
    "NAMED_ASIDE",
    "NAMES",
    "NEW_SENTENCE",
    "NEXT_CLAUSE",
    "NICKNAME",
    "NO_LABEL",
    "OBJECT",
    "OFFICE_HOLDER",
    "OF_BODY",
    "OWNER",
    "OWN_CLAUSE",
    "PLACED",
    "SENTENCE_END",
    "SMALL_LETTER",
    "SPACE",
    "SUBJECT",
    "THAT",
    "UNLABELLED",
    "WHEN",
    "WITHIN",
    "WITH_ROLE",
]

_TITLES = "Mr Mrs Ms Dr Sen Rep Gov Gen Col Lt Sgt Capt Maj Adm Jr Sr Prof Rev Hon"
# The stop of an abbreviation amid a sentence, in the text itself: "Acme Corp. said", "of Fresno, Calif., said",
# "Acme Inc. CEO", "5 p.m. Monday", "No. 5"; the patterns of names know titles.
ABBREVIATED = late(
    rf"\.(?:(?<=[A-Za-z][a-z]\.){not_after(_TITLES, r'[.]')}(?=\ [a-z]|,)"
    rf"|(?<=\b[ap]\.m\.)(?=\ (?:[a-z]|[MTWFS][a-z]+day|[A-Z]{{2,4}}\b))"
    rf"|{after('Corp Bros Inc Ltd Co', '[.]')}(?=\ C[EFO]O\b)"
    rf"|{after('Jan Feb Aug Sept Oct Nov Dec No', '[.]')}(?=\ ?\d))"
)
# "CAPE TOWN – ", "LONDON, Dec. 5 (AP) — ", "Oslo (AFP) - " at the beginning of a line, in the text itself
DATELINE = late(
    r"\n[ \t]*[A-Z](?:[A-Z .,'’/-]{2,40}(?:[A-Z][a-z]+\.?(?: \d\d?)?,?)?(?: ?\([^)\n]{2,30}\))?"
    r"|[A-Za-z .,'’/-]{2,40}\((?:[A-Z]{2,5}|Reuters)\))(?:\ [-–]|\ ?(?:--|—))\ "
)
_SHORT = not_after("Mr Mrs Ms Dr Sen Rep Gov Gen Col Lt Sgt Capt St Jr Sr Prof Rev vs No", r"\.")
BOUNDARY = compiled(  # of sentences; "À-Ç" are marks of words in capitals
    rf"[.?!\n{HIDDEN}](?:(?<=\n)|(?<={HIDDEN})\s*(?=\p{{Lu}}\p{{Ll}}+ )"
    r"|(?:(?<=[^A-ZÀ-Ç][^A-ZÀ-Ç.\s][.?!])|(?<=[A-ZÀ-Þ]{3}[.?!]))"
    rf"{_SHORT}(?<!\b\p{{Lu}}\.)\s+(?=[\p{{Lu}}\d“\"'‘{HIDDEN}]))"
)
DASH = compiled(r"[\s.]{0,3}[-–—―]")
SPACE = compiled(r"[\s,]*")
WHEN = compiled(r"(?:^|[.!?\n]\s*+)(?:Before|After|Since|Until|If|Once) $")
SMALL_LETTER = compiled(r"\s\p{Ll}")
CLAUSE_END = compiled(
    rf"(?:\s(?:in|on|at|to|of|during|after|before|as|when|with|by|from|last|this|\p{{Lu}}\p{{Ll}}+day)\b[^{HIDDEN}\n.]{{0,60}})?\.(?:\s|$)"
)
UNLABELLED = compiled(r"[\p{L}\d,]\s*$")  # what stands before "Name:" where it is no label
NICKNAME = late(r"(?<=[A-Z])?[a-zß-ÿ.] [\"“'‘][A-ZÀ-Þ][\w-]+[\"”’'] [A-ZÀ-Þ][a-zß-ÿ]")
# over the text itself, as they name listed words
KIN = compiled(
    r"['’]s\ (?:(?:late|younger|older|elder|eldest|youngest|twin|former)\ )?"
    r"(?:mother|father|mum|mom|dad|brother|sister|son|daughter|wife|husband|widow|widower|uncle|aunt|cousin|niece|nephew|grandmother|grandfather|stepmother|stepfather)"
    r",?\ [A-Z]\w+\b(?!\ [A-Z])"
)
NO_LABEL = compiled(r"\s*(?:read(?: more| also)?|related|watch|see also|listen)\s*:", re.IGNORECASE)
NEW_SENTENCE = compiled(r"\s(?:The|A|An|His|Her|Their|This|That|He|She|They|It|In|On|At|But|And)\b")
SENTENCE_END = compiled(r"[.?!](?:\s|$)|\n")
THAT = compiled(
    rf"\ (?:(?:[^,;:.{HIDDEN}{FILLING}]{{0,80}}\ )?that\ "
    r"(?:(?:until|unless|if|when|while|as|although|because|since|before|after|once)\ )?"
    r"|(?:(?:on\ )?(?:\p{Lu}\p{Ll}+day|earlier|later|also|\p{Ll}+ly)\ ){0,3})$"
)
_CAPITALS = r"\p{Lu}[\p{L}.’'-]*(?:\ \p{Lu}[\p{L}.’'-]*)*"  # words in capitals, as names are written
NEXT_CLAUSE = compiled(rf",\ (?:and|but)\ (?=(?:he|she|{_CAPITALS})\ \p{{Ll}})")
GOING_ON = compiled(r",\ \p{Ll}+ing:?\s*$")
_OF = after("of for with by from in at near", r"\ ", r"\ the\ ", r"\ The\ ")
OBJECT = compiled(rf"(?:{_OF}|{after('about against between', ' ')})")
WITHIN = compiled(after("of in at near", " ", " the "))
NAMES = compiled(rf"\p{{Lu}}|{HIDDEN}")
CLAUSE = compiled(r"[,;:]|\bthat\b")
OWN_CLAUSE = compiled(r"\s?(?:\p{Ll}+|\p{Lu}\p{Ll}+\ \p{Ll}+(?:ed|s)\b)")
# "demanded | an apology and Mr Lund", where a verb before the words makes them two clauses
JOINED = compiled(rf"\ (?:and|but)\ ({_CAPITALS})$")
# "of Norland governor | Eva Lund", but not "of Health and | Welfare"
LAST_NAME = compiled(
    r"\ (?!(?:of|for|the|and|in|at|from|with|de|la|le|van|von|der|du)\ )\p{Ll}[\p{Ll}’'-]*\ "
    rf"({_CAPITALS}),?$"
)
NAMED_ASIDE = compiled(
    r"(?:\ (?:of|for|at|in|from)\ [^,]{1,60})?,\ (\p{Lu}[\p{L}.'’-]*(?:\ \p{Lu}[\p{L}.'’-]*){1,2}),\ "
)
# over the text itself, as they name listed words
_NAME = r"[A-ZÀ-Þ][^\W\d_.'’-]*(?:[.'’-][^\W\d_]*)*"
OFFICE_HOLDER = compiled(rf"\ of\ ([A-Z]\w+)\ ({_NAME}(?:\ {_NAME})*),?$")
OF_BODY = compiled(rf"({_NAME}\ {_NAME}(?:\ {_NAME})?)\ (?:of|from|for|at|with)\ ")
# "Eva Lund and | Jon Berg", but not "on Monday and | Jon Berg"
_PARTNER = r"(?!\p{Lu}\p{Ll}+day\b)\p{Lu}[\p{L}.'’-]+"
JOINED_BEFORE = compiled(rf"(?<![\p{{L}}.'’-]){_PARTNER}\ (?:and|&)\ $")
JOINED_AFTER = compiled(rf"\ (?:and|&)\ (?:\p{{Ll}}+\ ){{0,2}}{_PARTNER}")
AMID = compiled(rf"(?<=\p{{Ll}}\ ){not_after('and but that as when while', ' ')}")
PLACED = compiled(after("in at from near across outside around into to inside", " ", " the ", " nearby "))
SUBJECT = compiled(
    r"\W*(?:(?:then|but|and|later|also|now|so|yet|still|instead|earlier|yesterday|today|(?:on )?\p{L}+day),? "
    r"|\p{L}{3,}ing\b[^.]{0,120}?[ ,] ?)?(he|she)\b",
    re.IGNORECASE,
)
# "by the senior coroner Ann Lund"
WITH_ROLE = compiled(r"\b(?:in|at|of|for|from|with|on|to|by|about|against) (?:[\p{L}-]+ ){1,5}$")
OWNER = compiled(r"(\p{Lu}[\p{L}.-]*(?:\ \p{Lu}[\p{L}.-]*)*)['’]s?\ ")
BREAK = compiled(rf"[.?!](?=[\s{HIDDEN}]|$)|\n|{HIDDEN}(?=\s+\p{{Lu}}|\s*$)")
FOLLOWING = compiled(r",? (\p{Ll}+)")
