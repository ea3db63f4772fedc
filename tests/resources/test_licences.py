from __future__ import annotations

import importlib.metadata
import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from assistant import places
from setup.cache import ROOT

FOLDER = places.resource("licences")
LISTED = tomllib.loads((FOLDER / "third_party.toml").read_text(encoding="utf-8"))
MAY_BE_LGPL = {"pyside6-essentials", "shiboken6"}
PERMISSIVE = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-0", "MIT-CMU", "MPL-2.0",
    "OFL-1.1", "PSF-2.0", "Zlib",
}  # fmt: skip


def shipped_packages() -> set[str]:
    """The distributions that the program needs at run time on this machine, found by following the requirements."""
    found: set[str] = set()
    waiting = [Requirement("haversack")]
    while waiting:
        wanted = waiting.pop()
        extras = ["", *wanted.extras]
        for text in importlib.metadata.requires(wanted.name) or []:
            needed = Requirement(text)
            if needed.marker is None or any(needed.marker.evaluate({"extra": extra}) for extra in extras):
                waiting += [needed] if canonicalize_name(needed.name) not in found else []
                found.add(canonicalize_name(needed.name))
    return found


def stated_licence(package: str) -> str:
    """What a package's metadata says: the expression, the first line of the older free text, the classifiers."""
    metadata = importlib.metadata.metadata(package)
    free_text = [text.splitlines()[0] for text in metadata.get_all("License") or [] if text.strip()]
    classifiers = [line for line in metadata.get_all("Classifier") or [] if line.startswith("License")]
    return " ".join([*(metadata.get_all("License-Expression") or []), *free_text, *classifiers])


@pytest.fixture(scope="module")
def shipped() -> set[str]:
    return shipped_packages()


def test_every_shipped_package_is_listed(shipped: set[str]):
    assert shipped <= set(LISTED["packages"])


def test_no_shipped_package_states_a_gpl_licence(shipped: set[str]):
    stating = {package for package in shipped if re.search(r"GPL|Affero", stated_licence(package))}
    assert stating <= MAY_BE_LGPL


def test_every_listed_licence_allows_redistribution():
    forbidding = {
        package: licence
        for package, licence in LISTED["packages"].items()
        if not set(re.findall(r"[\w.-]+", licence)) - {"AND", "OR"} <= PERMISSIVE
    }
    assert set(forbidding) == MAY_BE_LGPL
    assert set(forbidding.values()) == {"LGPL-3.0-only"}


def test_every_listed_package_is_pinned():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = {canonicalize_name(name) for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}
    assert set(LISTED["packages"]) <= pinned


def test_models_fonts_and_programs_may_be_passed_on():
    licences = {licence for kind in ("models", "fonts", "programs") for licence in LISTED[kind].values()}
    assert licences <= PERMISSIVE


def test_the_texts_that_the_copyleft_libraries_ask_for_are_there():
    assert {path.name for path in (FOLDER / "texts").iterdir()} >= {"LGPL-3.0.txt", "GPL-3.0.txt", "LGPL-2.1.txt"}
    assert (FOLDER / "Inter-OFL.txt").is_file()
