from __future__ import annotations

import pytest
from keyring import backend
from keyring.backend import KeyringBackend

from assistant.errors import WorldError
from assistant.guard.key_store import SystemKeyStore
from assistant.guard.memory import Secret


class Desktop(KeyringBackend):
    """A store that passes for one that encrypts."""

    priority = 5

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.fault: Exception | None = None

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


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> Desktop:
    store = Desktop()
    monkeypatch.setattr(Desktop, "__module__", "keyring.backends.SecretService")
    monkeypatch.setattr(backend, "get_all_keyring", lambda: [PlainFile(), store])
    return store


def test_a_small_secret_comes_back(desktop: Desktop):
    store = SystemKeyStore()
    store.put("lib", Secret(bytes(range(32))))
    found = store.get("lib")
    assert found is not None
    assert bytes(found.data) == bytes(range(32))
    assert all(len(kept) <= 512 for kept in desktop.kept.values())


def test_what_is_forgotten_is_gone(desktop: Desktop):
    store = SystemKeyStore()
    store.put("lib", Secret(bytes(32)))
    store.forget("lib")
    store.forget("lib")
    assert desktop.kept == {}
    assert store.get("lib") is None


@pytest.mark.parametrize("fault", [RuntimeError("the bus is gone"), PermissionError("locked")])
def test_a_store_that_fails_counts_as_absent(desktop: Desktop, fault: Exception):
    desktop.fault = fault
    store = SystemKeyStore()
    assert store.get("lib") is None
    store.forget("lib")
    with pytest.raises(WorldError) as refused:
        store.put("lib", Secret(bytes(32)))
    assert refused.value.code == "no-key-store"


def test_somebody_elses_secret_counts_as_none(desktop: Desktop):
    desktop.kept["Haversack", "lib"] = "not hexadecimal"
    assert SystemKeyStore().get("lib") is None


def test_nothing_is_kept_where_only_clear_text_would_be(monkeypatch: pytest.MonkeyPatch):
    plain = PlainFile()
    monkeypatch.setattr(backend, "get_all_keyring", lambda: [plain])
    store = SystemKeyStore()
    with pytest.raises(WorldError):
        store.put("lib", Secret(bytes(32)))
    assert plain.kept == {}
    assert store.get("lib") is None
