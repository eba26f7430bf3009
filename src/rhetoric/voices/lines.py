"""Line ends: of all kinds, and those of hard-wrapped text, which part no paragraphs."""

from __future__ import annotations

from rhetoric.late import late

__all__ = ["same_ends", "unwrap"]

_ENDS = "\r\N{NEXT LINE}\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}"
_END = late(rf"[{_ENDS}](?<!\r(?=\n))")
_SINGLE = late(r"[\r\n](?<![\r\n][\r\n])(?:(?<=\r)\n)?(?![\r\n])")
_LONE = late(r"\n(?<!\n\n)(?<!\n\r\n)(?![\r\n])")  # the same, to be counted: `re` is quickest to find one character
_RUNS_ON = late(r"[\r\n](?<=(?:[^\W_]|[,;-])[\r\n])(?:(?<=\r)\n)?(?=[^\W_])")
_WIDTH = (45, 120)  # characters of a wrapped line


def same_ends(text: str) -> str:
    r"""
    Return the text with a newline for every other sign that ends a line, so that offsets stay the same.

    Examples
    --------
    >>> same_ends("one\rtwo\r\nthree\u2028four")
    'one\ntwo\r\nthree\nfour'
    """
    return _END.sub("\n", text) if any(sign in text for sign in _ENDS) else text


def unwrap(text: str) -> str:
    r"""
    Return the text with a space for each line end inside a paragraph, so that offsets stay the same.

    A text is taken as hard-wrapped when most of its single line ends stand in the middle of a sentence, after a line
    of the usual width. Otherwise each line is a paragraph, and the text is returned as it is.

    Examples
    --------
    >>> unwrap("This is a line of some fifty characters, which runs\non to the next.\n\nThe end.")
    'This is a line of some fifty characters, which runs on to the next.\n\nThe end.'
    >>> unwrap("A heading\nA line.")
    'A heading\nA line.'
    """
    text = same_ends(text)
    single = len(_LONE.findall(text))
    if not single:
        return text
    wrapped = 0
    for match in _RUNS_ON.finditer(text):
        line = match.start() - max(text.rfind("\n", 0, match.start()), text.rfind("\r", 0, match.start())) - 1
        wrapped += _WIDTH[0] <= line <= _WIDTH[1]
    if 2 * wrapped < single:
        return text
    return _SINGLE.sub(lambda match: " " * len(match[0]), text)
