"""
English-like speeches and news articles from a seed: as many as a benchmark or a test of scale needs.

About one spoken sentence in four holds something to count, and about half of an article's words are quoted: more of
both than in most newspapers, so that times measured on them err on the slow side.
"""

from __future__ import annotations

import random
from collections.abc import Iterator


def _list(words: str) -> list[str]:
    return [" ".join(one.split()) for one in words.split("|")]


PLAIN_SUBJECTS = _list("""
    the committee | our schools | the new budget | a small town in the north | the harbour | every family | the
    report on fishing | my grandmother | the council | people in this valley | the price of bread | the old bridge |
    a young teacher | the second half of the year | the hospital | the treaty of 1994 | trade with the islands | the
    railway | nobody in this room | the court | science | the weather | the port authority | a team of engineers |
    the winter | Dr. Amara Nwosu | the city of Lund | farming | the central bank
""")
PLAIN_VERBS = _list("""
    has grown by 3.5 per cent | needed four years | will open in March | brought the two sides of the river together
    | was built with patience | did not change much | looks different today | costs more than it did | gave work to
    1,200 people | came back to the question of water | has taught a generation how to read | is on the table again
    | was never about money | turned out better than we had feared | depends on the rain | began with a letter |
    carried grain, timber and salt | moved to the edge of the city | kept its promise | rests on the work of many
    hands
""")
PLAIN_ENDS = _list("""
    in spite of everything | since last summer | and that matters | as far as anyone can tell | at the end of a long
    day | between the mountains and the sea | for the first time in a decade | with the help of neighbours | long
    before the war | according to the census | on both sides of the border | after the flood | without a single
    complaint | when the lights went out | which is good news
""")
TELLING = _list("""
    We are not the ones who broke the treaty. | They lied to us, and they knew it. | They left us no choice. | You
    must withdraw your troops by Friday. | What did they expect? | If you do not pay, we will go to court. | We have
    always kept our word; they have not. | It was our own mistake, and I am sorry for it. | Mistakes were made. |
    They are the ones to blame. | Who could have known that? Nobody could. | You should think about it. | Isn't that
    clear? | They are moving their tanks towards our borders. | We call on the government to act immediately. | They
    did exactly the same thing ten years ago. | So-called experts told our people to wait. | Our friends stand by
    us, and those people do not. | We were forced to respond. | How long should we wait? | Please sign the agreement
    today, before it is too late. | It's the other way around: they attacked us. | We will not accept that. | Stop
    the shelling now! | They want our land, our water and our future. | When will the work begin? | Why do they
    always blame us?
""")
FIRST = _list("Ana | Jon | Ines | Piet | Mary | Olu | Sofia | Karl | Ayşe | José | Grace | Tom")
LAST = _list("Silva | Berg | Calder | O'Neill | van Dijk | Okafor | Lindqvist | Moreau | Keller | Nwosu | Price")
OFFICES = _list("""
    Finance Minister | President | Mayor | Professor | Union leader | Senator | Foreign Minister | Dr. | Judge |
    General
""")
CUES = _list("said | said | said | told reporters | added | asked | warned | argued | replied | insisted")
TOWNS = _list("Lund | Porto | Norhaven | Graz | Westbury | Accra | Tartu | Cork")


def sentence(chance: random.Random, telling: float = 0.25) -> str:
    """Return a sentence; `telling` is the share of those that hold something to count."""
    if chance.random() < telling:
        return chance.choice(TELLING)
    words = f"{chance.choice(PLAIN_SUBJECTS)} {chance.choice(PLAIN_VERBS)}"
    if chance.random() < 0.6:
        words += f" {chance.choice(PLAIN_ENDS)}"
    return f"{words[0].upper()}{words[1:]}."


def speech(chance: random.Random, characters: int) -> str:
    """Return a speech of about so many characters, in paragraphs."""
    parts: list[str] = []
    size = 0
    while size < characters:
        parts.append(sentence(chance) + ("\n\n" if chance.random() < 0.15 else " "))
        size += len(parts[-1])
    return "".join(parts)[:characters].strip()


def article(chance: random.Random, characters: int) -> str:
    """Return a news article of about so many characters, with quotes of two to four speakers."""
    people = [(chance.choice(OFFICES), chance.choice(FIRST), chance.choice(LAST)) for _ in range(chance.randint(2, 4))]
    marks = chance.choice(['""', '""', "“”"])
    parts = [sentence(chance, 0).rstrip("."), f"{chance.choice(TOWNS)}, 23 December. {sentence(chance, 0)}"]
    size = sum(map(len, parts))
    known: set[str] = set()
    while size < characters:
        parts.append(_paragraph(chance, people, marks, known))
        size += len(parts[-1]) + 2
    return "\n\n".join(parts)


def _paragraph(chance: random.Random, people: list[tuple[str, str, str]], marks: str, known: set[str]) -> str:
    office, first, last = chance.choice(people)
    name = last if last in known else f"{office} {first} {last}"
    opening, closing = marks
    said = " ".join(sentence(chance) for _ in range(chance.randint(1, 3)))
    inside = said[:-1] + "," if said.endswith(".") else said
    cue = chance.choice(CUES)
    kind = chance.random()
    if kind < 0.25:
        return f"{sentence(chance, 0)} {sentence(chance, 0)}"
    known.add(last)
    if kind < 0.5:
        return f"{opening}{inside}{closing} {name} {cue}. {sentence(chance, 0)}"
    if kind < 0.65:
        return f"{opening}{inside}{closing} {cue} {first} {last}, the {office.lower()}."
    if kind < 0.8:
        return f"{name} {cue}: {opening}{said}{closing}"
    if kind < 0.9:
        return f"{opening}{inside}{closing} {name} {cue}. {opening}{sentence(chance)} {sentence(chance)}{closing}"
    inner = "‘’" if opening == "“" else "''"
    return f"{opening}They told us: {inner[0]}{sentence(chance, 1)}{inner[1]} {sentence(chance)}{closing} {name} {cue}."


def speeches(number: int, characters: int = 1000, seed: int = 0) -> Iterator[str]:
    """Iterate over speeches of about so many characters each."""
    return (speech(random.Random(f"{seed}/{at}"), characters) for at in range(number))


def articles(number: int, characters: int = 2500, seed: int = 0) -> Iterator[str]:
    """Iterate over articles of very different length, about so many characters each on average."""
    for at in range(number):
        chance = random.Random(f"{seed}/{at}")
        yield article(chance, int(characters * chance.uniform(0.3, 1.7)))
