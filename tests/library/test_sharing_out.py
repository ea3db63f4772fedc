from __future__ import annotations

import threading

import pytest

from assistant.library.sharing_out import shared_out


def test_results_come_in_the_order_of_the_items():
    assert shared_out(lambda number: number * 2, range(100), 4, "test") == [number * 2 for number in range(100)]


def test_no_items_need_no_threads():
    assert shared_out(lambda number: number, [], 4, "test") == []


def test_so_many_work_at_once_the_calling_thread_among_them():
    all_here = threading.Barrier(3, timeout=10)

    def meet(_item: int) -> str:
        all_here.wait()
        return threading.current_thread().name

    names = shared_out(meet, range(3), 3, "beside")
    assert sorted(names) == sorted([threading.current_thread().name, "beside", "beside"])


def test_the_first_failure_is_raised_and_nothing_is_begun_after_it():
    begun: list[int] = []

    def fail_at_two(number: int) -> None:
        begun.append(number)
        if number == 2:
            raise ValueError(number)

    with pytest.raises(ValueError, match="2"):
        shared_out(fail_at_two, range(50), 1, "test")
    assert begun == [0, 1, 2]
    assert not [thread for thread in threading.enumerate() if thread.name == "test"]
