"""Small patterns for what stands beside a name or a quote: borders, prepositions, labels, credits."""

from __future__ import annotations

import regex

from rhetoric.voices.patterns import HIDDEN

__all__ = [
    "ABBREVIATION",
    "BESIDE",
    "BOUNDARY",
    "BREAK",
    "CLAUSE",
    "CLAUSE_END",
    "CREDIT",
    "DEPENDENT",
    "FOLLOWING",
    "GOING_ON",
    "LINE_ENDS",
    "LISTING",
    "NAMES",
    "NEW_SENTENCE",
    "NO_LABEL",
    "OBJECT",
    "OWNER",
    "PLACED",
    "SENTENCE_END",
    "SMALL_LETTER",
    "SPACE",
    "SUBJECT",
    "THAT",
    "UNLABELLED",
    "WHEN",
    "WITH_ROLE",
]

BOUNDARY = regex.compile(
    rf"[.?!](?<=[^A-Z][^A-Z.\s].|\p{{Lu}}{{3}}.)\s+(?=[\p{{Lu}}\d“\"'‘{HIDDEN}])|\n|{HIDDEN}\s+(?=\p{{Lu}}\p{{Ll}}+ )"
)
ABBREVIATION = regex.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|St|Jr|Sr|Prof|Rev|vs|No|\p{Lu})\.\s+$"
)
WHEN = regex.compile(r"(?:^|[.!?\n]\s*+)(?:Before|After|Since|Until|If|Once) $")
SMALL_LETTER = regex.compile(r"\s\p{Ll}")
CLAUSE_END = regex.compile(
    rf"(?:\s(?:in|on|at|to|of|during|after|before|as|when|with|by|from|last|this|\p{{Lu}}\p{{Ll}}+day)\b[^{HIDDEN}\n.]{{0,60}})?\.(?:\s|$)"
)
UNLABELLED = regex.compile(r"[\p{L}\d,]\s*$")  # what stands before "Name:" where it is no label
NO_LABEL = regex.compile(r"\s*(?:read(?: more| also)?|related|watch|see also|listen)\s*:", regex.IGNORECASE)
NEW_SENTENCE = regex.compile(r"\s(?:The|A|An|His|Her|Their|This|That|He|She|They|It|In|On|At|But|And)\b")
THAT = regex.compile(
    r"\ (?:[^,;:.\uE000]{0,80}\ that\ |that\ |(?:(?:on\ )?(?:\p{Lu}\p{Ll}+day|earlier|later|also|\p{Ll}+ly)\ ){0,3})$"
)
GOING_ON = regex.compile(r",\ \p{Ll}+ing:?\s*$")
OBJECT = regex.compile(r"\b(?:of|for|with|by|from|about|against|between|in|at|near)\ (?:the\ )?$")
LISTING = regex.compile(r"\b(?:including|such as|like)[:,]?\s*$")
# "Lund said", "Lund, 34", "Lund, a teacher"
BESIDE = regex.compile(r",? (?:\(?\d\d\b|who\b|head of|an? \p{Ll}|the \p{Ll}|is (?:an?|one)\b|(\p{Ll}+))")
PLACED = regex.compile(r"\b(?:in|at|from|near|across|outside|around|into|to|inside) (?:the |nearby )?$")
SUBJECT = regex.compile(
    r"\W*(?:(?:then|but|and|later|also|now|so|yet|still|instead|earlier|yesterday|today|(?:on )?\p{L}+day),? "
    r"|\p{L}{3,}ing\b[^.]{0,120}?[ ,] ?)?(he|she)\b", regex.IGNORECASE
)
# "Picture: Jon Berg", "By Jon Berg"
CREDIT = regex.compile(r"(?:^|\n)By $|\b(?:Picture|Pic|Photo|Photograph|Image|Credit|Source)s?(?: by|:| credit:)? $")
# "by the senior coroner Ann Lund"
WITH_ROLE = regex.compile(r"\b(?:in|at|of|for|from|with|on|to|by|about|against) (?:[\p{L}-]+ ){0,4}?(\p{L}+) $")
# "after Lund had left", "told Lund": a name that is no subject of the sentence
DEPENDENT = regex.compile(
    r"\b(?:after|before|when|while|as|because|since|if|that|than|where|whom|\p{Ll}{2,}ing|\p{Ll}{2,}ed|told)"
    r" (?:(?:Mr|Mrs|Ms|Dr)\.? )?$"
)
OWNER = regex.compile(r"(\p{Lu}[\p{L}.-]*(?:\ \p{Lu}[\p{L}.-]*)*)['’]s?\ ")
BREAK = regex.compile(r"[.?!](?=[\s\uE000]|$)|\n|\uE000(?=\s+\p{Lu}|\s*$)")
FOLLOWING = regex.compile(r",? (\p{Ll}+)")
LINE_ENDS = ".?!…:;,-–—)\uE000"
SPACE = regex.compile(r"[\s,]*")
NAMES = regex.compile(rf"\p{{Lu}}|{HIDDEN}")
CLAUSE = regex.compile(r"[,;:]|\bthat\b")
SENTENCE_END = regex.compile(r"[.?!](?:\s|$)|\n")
