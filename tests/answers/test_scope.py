from __future__ import annotations

from typing import Any

import pytest

from assistant.answers.scope import EVERYTHING, Scope
from assistant.errors import UsageError
from assistant.library.records import DocumentRecord


def record(number: int, path: str, **more: Any) -> DocumentRecord:
    title = path.rsplit("/", 1)[-1]
    kind = path.rsplit(".", 1)[-1].replace("txt", "text")
    return DocumentRecord(f"{number:064x}", path, (path,), title, kind, 1, 1, "indexed", {}, **more)


class Shelf:
    """Four documents in memory."""

    kept = (
        record(1, "/papers/pumps/kp40_manual.pdf", tags=("Manual",), created="2021-05-04T10:00:00"),
        record(2, "/papers/pumps/old/log_2019.pdf", tags=("log",), created="2024-01-01"),
        record(3, "/papers/trips/Travel rules.docx", tags=("Manual", "staff"), created="2022-11-30"),
        record(4, "/papers/trips/notes.txt"),
    )

    def documents(self) -> list[DocumentRecord]:
        return list(self.kept)

    def document(self, reference: str) -> DocumentRecord:
        return next(one for one in self.kept if reference in {one.sha256, one.path})


def numbers(scope: Scope) -> list[int]:
    return [int(sha256, 16) for sha256 in scope.within(Shelf())]


def test_no_limit_is_everything():
    assert EVERYTHING.everything
    assert EVERYTHING.within(Shelf()) == ()


@pytest.mark.parametrize(
    ("scope", "left"),
    [
        (Scope(documents=("/papers/trips/notes.txt",)), [4]),
        (Scope(folders=("/papers/pumps",)), [1, 2]),
        (Scope(folders=("/papers/pump",), documents=()), None),
        (Scope(folders=("old",)), [2]),
        (Scope(folders=("pumps", "trips")), [1, 2, 3, 4]),
        (Scope(tags=("manual",)), [1, 3]),
        (Scope(tags=("manual",), folders=("pumps",)), [1]),
        (Scope(since="2021"), [1, 3]),
        (Scope(until="2021-05-04"), [1, 2]),
        (Scope(since="2021-05-05", until="2022-11"), [3]),
        (Scope(since="2019", until="2019"), [2]),
        (Scope(tags=("nothing",)), None),
        (Scope(kinds=("pdf",)), [1, 2]),
        (Scope(kinds=(".PDF", "text")), [1, 2, 4]),
        (Scope(kinds=("writing",)), [3, 4]),
        (Scope(kinds=("writing",), tags=("STAFF",)), [3]),
        (Scope(kinds=("sheet",)), None),
    ],
)
def test_limits_of_several_kinds_hold_together(scope: Scope, left: list[int] | None):
    if left is None:
        with pytest.raises(UsageError) as raised:
            numbers(scope)
        assert raised.value.code == "empty-scope"
    else:
        assert numbers(scope) == left


@pytest.mark.parametrize("text", ["May", "2021-13", "2021-02-30", "2021-1-2-3"])
def test_what_is_no_date_is_said(text: str):
    with pytest.raises(UsageError, match="is no date"):
        numbers(Scope(since=text))


def test_what_is_no_kind_of_file_is_said():
    with pytest.raises(UsageError, match="is no kind of file: say data, mail,"):
        numbers(Scope(kinds=("parchment",)))
