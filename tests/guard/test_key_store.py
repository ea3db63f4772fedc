from __future__ import annotations

import subprocess
import sys
from typing import ClassVar

import pytest
from keyring.backend import KeyringBackend

from assistant.errors import WorldError
from assistant.guard.key_store import _THAT_ENCRYPT, SystemKeyStore
from assistant.guard.memory import Secret


class Desktop(KeyringBackend):
    """A store that passes for one that encrypts."""

    priority = 5
    kept: ClassVar[dict[tuple[str, str], str]]
    fault: ClassVar[Exception | None]

    def get_password(self, service: str, username: str) -> str | None:
        self._fail()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._fail()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._fail()
        del self.kept[service, username]

    def _fail(self) -> None:
        if self.fault:
            raise self.fault


class PlainFile(Desktop):
    """One that keeps passwords in clear text, as some add-ons do."""

    priority = 9


@pytest.fixture(autouse=True)
def desktop(monkeypatch: pytest.MonkeyPatch) -> type[Desktop]:
    """The only stores of this machine: one that encrypts, and a stronger one that does not."""
    monkeypatch.setattr(Desktop, "__module__", _THAT_ENCRYPT[sys.platform][0])
    monkeypatch.setattr(Desktop, "kept", {}, raising=False)
    monkeypatch.setattr(Desktop, "fault", None, raising=False)
    monkeypatch.setattr(KeyringBackend, "get_viable_backends", lambda: [PlainFile, Desktop])
    return Desktop


def test_a_small_secret_comes_back(desktop: type[Desktop]):
    store = SystemKeyStore()
    store.put("lib", Secret(bytes(range(32))))
    found = store.get("lib")
    assert found is not None
    assert bytes(found.data) == bytes(range(32))
    assert all(len(kept) <= 512 for kept in desktop.kept.values())


def test_what_is_forgotten_is_gone(desktop: type[Desktop]):
    store = SystemKeyStore()
    store.put("lib", Secret(bytes(32)))
    store.forget("lib")
    store.forget("lib")
    assert desktop.kept == {}
    assert store.get("lib") is None


@pytest.mark.parametrize("fault", [RuntimeError("the bus is gone"), PermissionError("locked")])
def test_a_store_that_fails_counts_as_absent(desktop: type[Desktop], fault: Exception):
    desktop.fault = fault
    store = SystemKeyStore()
    assert store.get("lib") is None
    store.forget("lib")
    with pytest.raises(WorldError) as refused:
        store.put("lib", Secret(bytes(32)))
    assert refused.value.code == "no-key-store"


def test_somebody_elses_secret_counts_as_none(desktop: type[Desktop]):
    desktop.kept["Haversack", "lib"] = "not hexadecimal"
    assert SystemKeyStore().get("lib") is None


def test_nothing_is_kept_where_only_clear_text_would_be(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(KeyringBackend, "get_viable_backends", lambda: [PlainFile])
    store = SystemKeyStore()
    with pytest.raises(WorldError):
        store.put("lib", Secret(bytes(32)))
    assert PlainFile.kept == {}
    assert store.get("lib") is None


def test_looking_for_a_store_loads_none_of_another_system():
    code = "import sys; from assistant.guard.key_store import usable; usable(); print(*sys.modules, sep='\\n')"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    loaded = {name for name in told.splitlines() if name.startswith("keyring.backends.")}
    assert {name for name in loaded if ".macOS" in name or ".Windows" in name} <= {*_THAT_ENCRYPT[sys.platform]}
