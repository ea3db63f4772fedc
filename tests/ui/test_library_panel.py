from __future__ import annotations

import gc
import time

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QStandardItem
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton, QTreeView
from pytestqt.qtbot import QtBot

from assistant.documents.values import PageStatus
from assistant.library.records import DocumentRecord
from tests.ui.conftest import WAIT, MakeWindow
from tests.ui.scripted import record
from ui.controllers.libraries import ARRANGED_AT_ONCE
from ui.models.arranging import Order, Sieve
from ui.models.documents import DocumentsModel
from ui.models.rows import BADGES_ROLE, DETAIL_ROLE, ICON_ROLE, RECORD_ROLE


def titles(model: QAbstractItemModel, parent: QModelIndex | None = None) -> list[str]:
    above = parent or QModelIndex()
    return [str(model.index(row, 0, above).data()) for row in range(model.rowCount(above))]


def test_documents_of_one_folder_are_one_sorted_list():
    model = DocumentsModel()
    model.show([record("zebra.pdf", 1), record("Apple.pdf", 2)])
    assert titles(model) == ["Apple", "zebra"]


def test_no_item_is_kept_that_qt_made_and_ends_unseen():
    before = sum(type(kept) is QStandardItem for kept in gc.get_objects())
    model = DocumentsModel()
    model.show([record("a.pdf", 1, path="/x/a.pdf"), record("b.pdf", 2, path="/y/b.pdf")])
    assert sum(type(kept) is QStandardItem for kept in gc.get_objects()) == before


def test_documents_of_several_folders_stand_beneath_them():
    model = DocumentsModel()
    model.show([record("a.pdf", 1, path="/x/a.pdf"), record("b.pdf", 2, path="/y/b.pdf")])
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert titles(model) == ["x", "y"]
    assert titles(model, model.index(1, 0)) == ["b"]
    assert model.parent(model.find(f"{2:064x}")) == model.index(1, 0)


def test_folders_in_folders_are_a_tree_and_chains_share_a_row():
    model = DocumentsModel()
    deep = record("deep.pdf", 1, path="/stick/reports/2024/spring/deep.pdf")
    near = record("near.pdf", 2, path="/stick/reports/near.pdf")
    manual = record("manual.pdf", 3, path="/stick/manuals/manual.pdf")
    model.show([deep, near, manual])
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert titles(model) == ["manuals", "reports"]
    reports = model.index(1, 0)
    assert titles(model, reports) == ["2024/spring", "near"]
    assert reports.data(DETAIL_ROLE) == "2 documents"
    assert titles(model, model.index(0, 0, reports)) == ["deep"]


def test_documents_beside_folders_stand_below_them():
    model = DocumentsModel()
    model.show([record("a.pdf", 1, path="/x/a.pdf"), record("b.pdf", 2, path="/x/sub/b.pdf")])
    assert titles(model) == ["sub", "a"]


@pytest.mark.parametrize(
    ("order", "first"),
    [(Order.NAME, "a"), (Order.ADDED, "c"), (Order.DATE, "b"), (Order.STATE, "d"), (Order.MARKING, "b")],
)
def test_documents_are_sorted_by_what_was_chosen(order: Order, first: str):
    model = DocumentsModel()
    model.show(
        [
            record("d.pdf", 4, status="failed", added="2025-01-01T00:00:00+00:00"),
            record("c.pdf", 3, added="2025-03-01T00:00:00+00:00"),
            record("b.pdf", 2, created="2024-05-01", marking="RESTRICTED"),
            record("a.pdf", 1, created="2023-05-01"),
        ]
    )
    model.set_order(order)
    assert titles(model)[0] == first


def test_only_documents_with_the_words_and_all_the_tags_are_shown():
    model = DocumentsModel()
    model.show([record("a.pdf", 1, tags=("fleet", "urgent")), record("b.pdf", 2, tags=("fleet",)), record("c.docx", 3)])
    model.set_sieve(Sieve(tags=frozenset({"fleet"})))
    assert titles(model) == ["a", "b"]
    model.set_sieve(Sieve("urgent"))
    assert titles(model) == ["a"]
    model.set_sieve(Sieve("docx"))
    assert titles(model) == ["c"]


def test_the_ledger_shows_as_badges_the_worst_first():
    model = DocumentsModel()
    ledger = {str(PageStatus.OCR): 3, str(PageStatus.EMPTY): 1, str(PageStatus.FAILED): 2}
    model.show([record("scan.pdf", ledger=ledger, status="partly", reason="Two pages are damaged.")])
    index = model.index(0, 0)
    assert [badge.text for badge in index.data(BADGES_ROLE)] == ["2 unread", "1 empty", "3 scanned"]
    assert index.data(ICON_ROLE) == ("warning", "warn")
    assert "Two pages are damaged." in index.data(Qt.ItemDataRole.ToolTipRole)
    assert "Some pages could not be read" in index.data(Qt.ItemDataRole.AccessibleTextRole)


def test_counts_are_said_in_words():
    model = DocumentsModel()
    model.show([record("a.pdf", pages=1)])
    assert model.index(0, 0).data(DETAIL_ROLE) == "PDF · 1 page"


def test_markup_in_a_name_stays_text():
    model = DocumentsModel()
    model.show([record("x.pdf", title="<b>&amp;</b>", path="/x/<img src=file:///etc/passwd>.pdf")])
    assert model.index(0, 0).data() == "<b>&amp;</b>"
    assert "<img" not in model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)


def test_5000_documents_are_shown_and_filtered_without_a_noticeable_wait(make_window: MakeWindow):
    many = tuple(record(f"paper {number}.pdf", number, path=f"/{number % 40}/{number}.pdf") for number in range(5000))
    window, _workspace = make_window(())
    before = time.perf_counter()
    window.library.show_documents(many)
    window.library.tree.grab()
    shown = time.perf_counter() - before
    window.library.filter.setText("paper 4999")
    window.library.tree.grab()
    assert titles(window.library.tree.model()) == ["paper 4999"]
    assert shown < 2, f"showing 5,000 documents took {shown:.2f} s"


def test_words_that_no_document_has_are_said_and_can_be_taken_back(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window((record("a.pdf", 1), record("b.pdf", 2)))
    window.library.filter.setText("zeppelin")
    offer = next(each for each in window.library.nothing.findChildren(QPushButton) if each.isVisible())
    qtbot.mouseClick(offer, Qt.MouseButton.LeftButton)
    assert window.library.filter.text() == ""
    assert titles(window.library.tree.model()) == ["a", "b"]


def test_the_same_documents_again_leave_the_tree_as_it_is(make_window: MakeWindow):
    shown = (record("a.pdf", 1, path="/one/a.pdf"), record("b.pdf", 2, path="/two/b.pdf"))
    window, _workspace = make_window(shown)
    window.library.tree.collapseAll()
    window.library.show_documents(list(shown))
    assert not window.library.tree.isExpanded(window.library.tree.model().index(0, 0))


def test_a_tree_that_is_changed_step_by_step_is_the_tree_that_is_made_at_once(qtbot: QtBot):
    many = [
        record(
            f"{n % 7} {n}.pdf", n, path=f"/papers/{'/'.join('abc'[: n % 4])}/{n}.pdf", added=f"2025-01-{n % 28 + 1:02}"
        )
        for n in range(120)
    ]
    model = DocumentsModel()
    view = QTreeView()
    qtbot.addWidget(view)
    view.setModel(model)
    for step in range(40):
        model.set_order(list(Order)[step % len(Order)])
        for chosen in (many[step % 11 :: step % 3 + 1], many[: 30 + step], many[2 * step :], []):
            model.show(chosen)
            fresh = DocumentsModel()
            fresh.order = model.order
            fresh.show(model.documents())
            assert shape(model) == shape(fresh)
            assert [model.find(each.sha256).data() for each in model.documents()] == [
                each.title for each in model.documents()
            ]


def shape(model: QAbstractItemModel, above: QModelIndex | None = None) -> list[object]:
    """Return every row with what stands beneath it."""
    rows = (model.index(row, 0, above or QModelIndex()) for row in range(model.rowCount(above or QModelIndex())))
    return [(index.data(), index.data(DETAIL_ROLE), shape(model, index)) for index in rows]


def test_documents_that_come_leave_the_place_and_the_folders_as_they_were(make_window: MakeWindow):
    window, _workspace = make_window(())
    many = [record(f"{n:03}.pdf", n, path=f"/papers/{n % 2}/{n:03}.pdf") for n in range(200)]
    window.library.show_documents(many)
    tree = window.library.tree
    tree.collapse(tree.model().index(0, 0))
    tree.verticalScrollBar().setValue(tree.verticalScrollBar().maximum() // 2)
    seen = tree.indexAt(tree.viewport().rect().center()).data()
    window.library.show_documents([*many, record("999.pdf", 999, path="/papers/1/999.pdf")])
    assert not tree.isExpanded(tree.model().index(0, 0))
    assert tree.isExpanded(tree.model().index(1, 0))
    assert tree.indexAt(tree.viewport().rect().center()).data() == seen


def test_many_documents_are_sorted_in_the_background(make_window: MakeWindow, qtbot: QtBot):
    many = tuple(record(f"paper {number}.pdf", number) for number in range(ARRANGED_AT_ONCE + 1))
    window, _workspace = make_window(many)
    qtbot.waitUntil(lambda: len(window.library.model.documents()) == len(many), timeout=WAIT)
    assert window.status.library.text_in_full.startswith("501 documents")


def test_what_was_selected_stays_selected_when_documents_come(make_window: MakeWindow):
    window, _workspace = make_window((record("a.pdf", 1), record("b.pdf", 2)))
    window.library.select(f"{2:064x}")
    window.library.show_documents([record("0.pdf", 3), record("a.pdf", 1), record("b.pdf", 2)])
    assert [document.sha256 for document in window.library.selected()] == [f"{2:064x}"]


def test_a_click_on_a_document_opens_its_first_page(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window((record("a.pdf", 1), record("b.pdf", 2)))
    tree = window.library.tree
    place = tree.visualRect(tree.model().index(1, 0)).center()
    assert window.desk is not None
    with qtbot.waitSignal(window.desk.pages.page_shown, timeout=WAIT):
        qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.viewer.bar.number.text() == "1"


def test_a_new_library_is_named_in_the_window_and_opened(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    window.library.chooser.ask_name()
    qtbot.keyClicks(window.library.chooser.field, "Fleet 7")
    qtbot.keyClick(window.library.chooser.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Fleet 7" in window.library.chooser.button.text(), timeout=WAIT)
    assert "Fleet 7" in workspace.shelf
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)
    assert {action.text() for action in window.library.chooser.menu.actions()} >= {"My library", "Fleet 7"}


def test_a_name_that_is_taken_is_said_in_the_window(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window()
    window.library.chooser.created.emit("default")
    qtbot.waitUntil(lambda: bool(window.notices.notices()), timeout=WAIT)
    assert window.notices.notices()[0].text == "There is a library of this name already."


def large(count: int = 3000) -> list[DocumentRecord]:
    """Documents in one folder, and some in two beneath it."""
    inner = count // 10
    folders = [record(f"inner {n:05}.pdf", count + n, path=f"/papers/{n % 2}/{n:05}.pdf") for n in range(inner)]
    return [*(record(f"paper {n:05}.pdf", n, path=f"/papers/{n:05}.pdf") for n in range(count - inner)), *folders]


def test_one_row_stands_for_those_of_a_large_library_that_nobody_has_looked_at():
    model = DocumentsModel()
    model.show(large())
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert titles(model)[:3] == ["0", "1", "paper 00000"]
    assert titles(model)[-2:] == ["paper 00497", "and 2202 more"]
    assert titles(model, model.index(0, 0)) == ["and 150 more"]
    rest = model.index(model.rowCount() - 1, 0)
    assert not rest.flags() & Qt.ItemFlag.ItemIsSelectable
    assert rest.data(RECORD_ROLE) is None
    assert not model.make_more(model.index(0, 0))
    assert model.make_more(rest)
    assert titles(model)[-2:] == ["paper 00997", "and 1702 more"]
    model.make_all()
    assert (model.rowCount(), model.rowCount(model.index(0, 0))) == (2702, 150)
    assert len(model.documents()) == 3000


def test_documents_that_nobody_has_looked_at_are_found_all_the_same():
    model = DocumentsModel()
    model.show(large())
    found = model.find_all([f"{2600:064x}", f"{3299:064x}", f"{9999:064x}"])
    assert [index.data() for index in found] == ["paper 02600", "inner 00299"]
    assert model.find(f"{2600:064x}").parent() == QModelIndex()
    assert not model.find(f"{9999:064x}").isValid()


def test_a_large_library_that_changes_keeps_the_rows_that_were_made():
    model = DocumentsModel()
    documents = large()
    model.show(documents[:-1])
    model.make_more(model.index(model.rowCount() - 1, 0))
    seen = model.find(f"{700:064x}").row()
    model.show([*documents, record("a first one.pdf", 9000, path="/papers/a.pdf")])
    assert model.rowCount() == 1001
    assert model.find(f"{700:064x}").row() == seen + 1
    model.show(documents[:100])
    assert titles(model) == [f"paper {n:05}" for n in range(100)]


def test_rows_of_a_large_library_are_made_when_they_come_into_sight(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window(())
    window.library.show_documents(large())
    model, tree = window.library.model, window.library.tree
    qtbot.waitUntil(lambda: [model.rowCount(model.index(at, 0)) for at in (0, 1)] == [150, 1], timeout=WAIT)
    tree.scrollToBottom()
    qtbot.waitUntil(lambda: model.rowCount() == 1001, timeout=WAIT)
    tree.scrollToBottom()
    qtbot.waitUntil(lambda: model.rowCount() == 1501, timeout=WAIT)
    tree.setCurrentIndex(model.index(0, 0))
    qtbot.keyClick(tree, Qt.Key.Key_End)
    assert tree.currentIndex().data() == "paper 02699"


def test_all_documents_of_a_large_library_are_selected_and_found_by_typing(make_window: MakeWindow):
    window, _workspace = make_window(())
    window.library.show_documents(large())
    window.library.tree.keyboardSearch("paper 02")
    assert window.library.selected()[0].title == "paper 02000"
    window.library.tree.selectAll()
    assert len(window.library.selected()) == 3000
