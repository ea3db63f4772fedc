"""How well the claim checks tell true claims from altered ones: `python -m benchmarks.claims [DATA]`.

True claims are the sentences of gold answers whose figures are printed in their evidence lines, and, as a second set,
the sentences of the evidence lines themselves. Each is altered with a fixed seed in one digit, year, unit, scale, sign,
name or direction (rose, fell); an alteration that happens to be printed in the evidence too is reported apart.
Sentences with a figure that is worked out, not printed, make the `computed` set. Then summaries with human labels: how
well "has an unsupported sentence" agrees with people.
"""

from __future__ import annotations

import csv
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.answers.checks import check_claim
from assistant.answers.marks.figures import Figure
from assistant.answers.marks.reading import read_marks
from assistant.answers.model import ClaimStatus
from assistant.answers.pages import PageText
from assistant.answers.sentences import split

SEED = 20_250_711
VARIANTS = 5
LONGEST = 400
DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
PASSED = {ClaimStatus.SUPPORTED, ClaimStatus.COMPUTED}
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_OTHER_NAMES = ("Gulfstar", "Marlow", "Helvetia", "Okinawa", "Quintana", "Brackwater")
_OTHER_UNITS = {"$": "€", "%": " kg", "€": "£"}
_OTHER_SCALES = {"million": ("billion", "thousand", ""), "billion": ("million", ""), "mn": ("bn", ""), "bn": ("mn", "")}
_DIRECTIONS = (
    ("increase", "decrease"),
    ("increased", "decreased"),
    ("growth", "decline"),
    ("grew", "fell"),
    ("rose", "fell"),
    ("declined", "increased"),
    ("decline", "increase"),
    ("higher", "lower"),
    ("dropped", "risen"),
    ("shrunk", "grew"),
)


@dataclass(frozen=True)
class Case:
    """A claim with the pages it rests on."""

    text: str
    question: str
    pages: tuple[PageText, ...]

    @property
    def evidence(self) -> str:
        """All evidence lines and the document's name as one text."""
        return "\n".join(f"{page.text}\n{page.path}" for page in self.pages)


def numbers(text: str) -> set[float]:
    """Return the numbers printed in a text, thousands separators and trailing zeros aside."""
    return {float(match.group().replace(",", "")) for match in _NUMBER.finditer(text)}


def cases(data: Path) -> Iterator[Case]:
    """Yield the sentences of the gold answers that hold a figure other than a year."""
    for line in (data / "financebench" / "questions.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for sentence in split(row["answer"]):
            if _figures(sentence.text):
                yield Case(sentence.text, row["question"], _pages(row))


def _pages(row: dict[str, Any]) -> tuple[PageText, ...]:
    return tuple(
        PageText(item["document"], item["page"] + 1, item["text"], path=f"{item['document']}.pdf")
        for item in row["evidence"]
    )


def _figures(text: str) -> list[Figure]:
    return [figure for figure in read_marks(text).figures if not figure.spelled]


def printed(case: Case) -> bool:
    """Whether every figure of a claim is printed in its evidence, digits compared only."""
    figures = _figures(case.text)
    return {float(figure.value) for figure in figures} <= numbers(case.evidence)


def _digit(case: Case, chance: random.Random) -> str | None:
    figure = chance.choice(_figures(case.text))
    places = [offset for offset in range(figure.start, figure.end) if case.text[offset].isdigit()]
    places = places[: len(str(figure.value).replace(".", "").rstrip("0")) or 1]
    place = chance.choice(places)
    digit = chance.choice([digit for digit in "123456789" if digit != case.text[place]])
    return case.text[:place] + digit + case.text[place + 1 :]


def _year(case: Case, chance: random.Random) -> str | None:
    years = [moment for moment in read_marks(case.text).moments if re.search(r"\d{4}", moment.text)]
    if not years:
        return None
    year = chance.choice(years)
    return (
        case.text[: year.start] + re.sub(r"\d{4}", str(chance.randint(2025, 2060)), year.text) + case.text[year.end :]
    )


def _unit(case: Case, chance: random.Random) -> str | None:
    found = [(old, new) for old, new in _OTHER_UNITS.items() if old in case.text]
    if not found:
        return None
    old, new = chance.choice(found)
    return case.text.replace(old, new, 1)


def _scale(case: Case, chance: random.Random) -> str | None:
    for old, others in _OTHER_SCALES.items():
        if re.search(rf"(?<=\d)\s?{old}\b", case.text):
            new = chance.choice(others)
            return re.sub(rf"(?<=\d)(\s?){old}\b", rf"\g<1>{new}" if new else "", case.text, count=1)
    figure = chance.choice(_figures(case.text))
    return None if "%" in figure.text else f"{case.text[: figure.end]} billion{case.text[figure.end :]}"


def _sign(case: Case, chance: random.Random) -> str | None:
    figure = chance.choice(_figures(case.text))
    return None if figure.negative else f"{case.text[: figure.start]}-{case.text[figure.start :].lstrip()}"


def _name(case: Case, chance: random.Random) -> str | None:
    names = read_marks(case.text).names
    if not names:
        return None
    name = chance.choice(names)
    return case.text[: name.start] + chance.choice(_OTHER_NAMES) + case.text[name.end :]


def _direction(case: Case, chance: random.Random) -> str | None:
    pairs = [pair for both in _DIRECTIONS for pair in (both, both[::-1])]
    found = [(old, new) for old, new in pairs if re.search(rf"\b{old}\b", case.text)]
    if not found:
        return None
    old, new = chance.choice(found)
    return re.sub(rf"\b{old}\b", new, case.text, count=1)


ALTERATIONS: dict[str, Callable[[Case, random.Random], str | None]] = {
    "digit": _digit,
    "year": _year,
    "unit": _unit,
    "scale": _scale,
    "sign": _sign,
    "name": _name,
    "direction": _direction,
}


def altered(case: Case, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Yield (kind, altered claim), each alteration once."""
    for kind, alter in ALTERATIONS.items():
        variants = {text for _ in range(VARIANTS) if (text := alter(case, chance)) and text != case.text}
        yield from ((kind, text) for text in sorted(variants))


def lands(kind: str, text: str, case: Case) -> bool:
    """Whether the altered figure of a claim is printed in the evidence too, to the claim's rounding and sign."""
    if kind == "year":
        return all(
            any(other.says(new) for other in read_marks(case.evidence).moments) for new in read_marks(text).moments
        )
    old = {figure.text for figure in _figures(case.text)}
    new = [figure for figure in _figures(text) if figure.text not in old]
    if kind == "digit":
        return all(_rounds_to(figure.value, figure.decimals, case.evidence) for figure in new)
    return kind == "sign" and all(float(figure.value) in _negatives(case.evidence) for figure in new)


def _rounds_to(value: object, decimals: int, evidence: str) -> bool:
    return any(
        abs(float(str(value)) - number) <= 0.5 * 10**-decimals * (number % 1 != 0) for number in numbers(evidence)
    )


def _negatives(text: str) -> set[float]:
    return {float(figure.value) for figure in read_marks(text).figures if figure.negative}


def marked(case: Case, text: str) -> bool:
    """Whether the checks mark a claim as anything but supported or computed."""
    return check_claim(text, case.pages, case.question).status not in PASSED


def evidence_cases(data: Path) -> Iterator[Case]:
    """Yield the prose sentences of the evidence lines that hold a figure, as claims against the lines they are from."""
    for line in (data / "financebench" / "questions.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for page in _pages(row):
            for sentence in split(page.text):
                text = " ".join(sentence.text.split())
                if text.endswith(".") and len(text) < LONGEST and _figures(text):
                    yield Case(text, "", (page,))


def claims(data: Path) -> None:
    """Print how many true claims and how many altered ones are marked."""
    chance = random.Random(SEED)  # noqa: S311 - a fixed seed, nothing secret
    both = list(cases(data))
    _report("gold answers whose figures are printed", [case for case in both if printed(case)], chance)
    _computed([case for case in both if not printed(case)], chance)
    _report("sentences of the evidence lines", list(dict.fromkeys(evidence_cases(data))), chance)


def _report(name: str, true: list[Case], chance: random.Random) -> None:
    wrong = [case for case in true if marked(case, case.text)]
    print(f"{name}: {len(true)} true claims, marked {len(wrong)} = {len(wrong) / len(true):.1%}")
    for case in wrong:
        claim = check_claim(case.text, case.pages, case.question)
        print(f"  {claim.status}: {case.text!r} lacks {claim.missing}")
    _altered(true, chance)


def _altered(true: list[Case], chance: random.Random) -> None:
    seen, caught, landed = Counter[str](), Counter[str](), defaultdict[str, list[bool]](list)
    for case in true:
        for kind, text in altered(case, chance):
            if lands(kind, text, case):
                landed[kind].append(marked(case, text))
                continue
            seen[kind] += 1
            caught[kind] += marked(case, text)
            if not marked(case, text):
                print(f"  not marked ({kind}): {text!r} from {case.text!r}")
    print(f"altered claims: {seen.total()}, marked {caught.total()} = {caught.total() / seen.total():.1%}")
    for kind in ALTERATIONS:
        share = caught[kind] / seen[kind] if seen[kind] else 1.0
        apart = f"on another printed figure: {sum(landed[kind])} of {len(landed[kind])} marked"
        print(f"  {kind:9} {caught[kind]:4} of {seen[kind]:4} = {share:.1%}; {apart}")


def _computed(worked: list[Case], chance: random.Random) -> None:
    """Print how many claims with a figure that is worked out pass, and how many of their altered copies do."""
    checked = [check_claim(case.text, case.pages, case.question) for case in worked]
    statuses = Counter(claim.status.value for claim in checked)
    print(f"computed set (a figure that is not printed): {len(worked)}: {dict(statuses)}")
    for claim in checked:
        if claim.note:
            print(f"  {claim.note}")
    print("altered copies of those that pass:")
    passing = [case for case, claim in zip(worked, checked, strict=True) if claim.status in PASSED]
    _altered(passing, chance)


def summaries(data: Path) -> None:
    """Print the balanced accuracy of `has an unsupported sentence` on summaries judged by people."""
    csv.field_size_limit(sys.maxsize)
    with (data / "faithbench" / "FaithBench.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for name, bad in (("unwanted", {"Unwanted"}), ("unwanted or questionable", {"Unwanted", "Questionable"})):
        truth = [row["worst-label"] in bad for row in rows]
        said = [_unfaithful(row) for row in rows]
        ours, always = balanced(truth, said), balanced(truth, [True] * len(rows))
        print(f"summaries with human labels ({name}): balanced accuracy {ours:.1%}, always-yes {always:.1%}")


def _unfaithful(row: dict[str, str]) -> bool:
    page = PageText("source", 1, row["source"])
    return any(check_claim(sentence.text, [page]).status not in PASSED for sentence in split(row["summary"]))


def balanced(truth: list[bool], said: list[bool]) -> float:
    """Return the mean of the recall on the true and on the false ones."""
    hits = [sum(t is s for t, s in zip(truth, said, strict=True) if t is side) for side in (True, False)]
    return sum(hit / truth.count(side) for hit, side in zip(hits, (True, False), strict=True)) / 2


def main() -> None:
    """Run both measurements on the data beside the project, or in the folder given."""
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    claims(data)
    summaries(data)


if __name__ == "__main__":
    main()
