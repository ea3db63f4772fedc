"""The conversations of a library: the open one, and those that are kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from assistant.answers.model import Answer
from ui import wording
from ui.controllers.session import Session, on_success
from ui.views.conversation import Conversation

if TYPE_CHECKING:  # see ui.controllers.session
    from assistant.answers.conversations import ConversationRecord, Conversations, TurnRecord

LONGEST_TITLE = 60
"""Characters of a title that is made of a question."""
SHOWN_AT_ONCE = 12
"""Questions of a conversation that are shown when it is opened, and with each wish for earlier ones."""


@dataclass(frozen=True)
class _Opened:
    title: str
    turns: Sequence[TurnRecord]
    now: str


class Talks(QObject):
    """Knows which conversation is open, and opens, renames and deletes those that are kept."""

    left = Signal()
    """Another conversation is about to be shown: what is being worked out for this one is to stop."""
    shown = Signal(object)
    """The last `Answer` of a conversation that was opened."""
    listed = Signal(object)
    """The list of `ConversationRecord` that was asked for."""
    deleted = Signal(str)
    """A conversation is really gone."""

    def __init__(self, session: Session, conversation: Conversation) -> None:
        super().__init__(session)
        self._session = session
        self._conversation = conversation
        self._taken: set[str] = set()
        self.title = ""
        self.answers: list[Answer] = []
        self._earlier: list[TurnRecord] = []
        conversation.bar.new_wanted.connect(self.begin)
        conversation.earlier_wanted.connect(self._show_earlier)

    def title_for(self, question: str) -> str:
        """Return the title of the open conversation, which a first question gives it."""
        if not self.title:
            short = wording.one_line(question, LONGEST_TITLE)
            numbered = (f"{short} ({number})" for number in range(2, len(self._taken) + 3))
            self._name(short if short not in self._taken else next(one for one in numbered if one not in self._taken))
        return self.title

    def keep(self, answer: Answer) -> None:
        """Note an answer of the open conversation; the library keeps it by itself."""
        self.answers.append(answer)

    def begin(self) -> None:
        """Begin a new conversation."""
        self.left.emit()
        self._conversation.clear()
        self.answers, self._earlier = [], []
        self._name("")
        self.refresh()

    def refresh(self, sought: str = "") -> None:
        """Fetch the list of conversations in which something was said, "" for all."""
        self._with_talks(lambda talks: talks.records(sought), partial(self._list, not sought))

    def open(self, title: str) -> None:
        """Show a conversation that was kept."""
        self._with_talks(lambda talks: _Opened(title, talks.turns(title), talks.fingerprint()), self._show)

    def rename(self, title: str, new: str) -> None:
        """Give a conversation another title."""
        self._with_talks(lambda talks: talks.rename(title, new), partial(self._renamed, title, new))

    def delete(self, title: str) -> None:
        """Delete a conversation from every file of the library."""
        self._with_talks(lambda talks: talks.delete(title), partial(self._deleted, title))

    def _with_talks(self, function: Callable[[Conversations], object], done: Callable[..., object]) -> None:
        """Do something with the library's conversations in the background; a library left meanwhile hears nothing."""
        asking, name = self._session.workspace.asking, self._session.library_name
        task = self._session.jobs.call(lambda: function(asking.conversations(name)))
        on_success(task, partial(self._done, name, done), self._session)

    def _done(self, name: str, done: Callable[..., object], result: object) -> None:
        if name == self._session.library_name:
            done(result)

    def _list(self, whole: bool, records: Sequence[ConversationRecord]) -> None:
        if whole:
            self._taken = {record.title for record in records}
        self.listed.emit(records)

    def _show(self, opened: _Opened) -> None:
        self.left.emit()
        self._conversation.clear()
        self._name(opened.title)
        self.answers = [turn.answer for turn in opened.turns]
        self._earlier = list(opened.turns)
        self._show_earlier()
        self._conversation.follow()
        if opened.turns and opened.turns[-1].library != opened.now:
            self._conversation.turns()[-1].show_changed()
        if self.answers:
            self.shown.emit(self.answers[-1])

    def _show_earlier(self) -> None:
        """Show the next few turns before the first one shown, the newest of them first."""
        for _ in range(min(SHOWN_AT_ONCE, len(self._earlier))):
            kept = self._earlier.pop()
            self._conversation.add_turn(kept.question, first=True).show_answer(kept.answer)
        self._conversation.show_earlier(len(self._earlier))

    def _renamed(self, title: str, new: str, _nothing: object) -> None:
        if self.title == title:
            self._name(new)
        self.refresh()

    def _deleted(self, title: str, _nothing: object) -> None:
        if self.title == title:
            self.begin()
        else:
            self.refresh()
        self.deleted.emit(title)

    def _name(self, title: str) -> None:
        self.title = title
        self._taken |= {title} - {""}
        self._conversation.bar.show_title(title)
