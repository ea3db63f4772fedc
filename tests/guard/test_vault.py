from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.errors import WorldError
from assistant.guard.keys import Cost, new_key
from assistant.guard.memory import Secret
from assistant.guard.passphrase import passphrase_of
from assistant.guard.vault import VAULT, Vault
from tests.guard.sealing import CHEAP, PASSPHRASE, made_vault

WRONG = "four grey herons on a jetti"


def key_of(vault: Vault, given: str) -> bytes:
    return bytes(vault.open(passphrase_of(given)).data)


def refused(vault: Vault, given: str) -> bool:
    with pytest.raises(WorldError) as wrong:
        vault.open(passphrase_of(given))
    return wrong.value.code == "passphrase-wrong"


def test_the_passphrase_and_the_recovery_code_open_the_same_key(tmp_path: Path):
    vault, key, code = made_vault()
    vault.write(tmp_path)
    read = Vault.read(tmp_path)
    assert key_of(read, PASSPHRASE) == key
    assert key_of(read, code) == key
    assert key_of(read, code.lower().replace("-", " ")) == key


def test_the_file_holds_no_key_no_passphrase_and_no_code(tmp_path: Path):
    vault, key, code = made_vault()
    vault.write(tmp_path)
    content = (tmp_path / VAULT).read_bytes()
    assert not [secret for secret in (key, key.hex().encode(), PASSPHRASE.encode(), code.encode()) if secret in content]


def test_a_passphrase_typed_on_another_keyboard_is_the_same():
    vault, key, _ = made_vault("caf\u00e9 au lait pour deux")
    assert key_of(vault, "cafe\u0301 au lait pour deux") == key


def test_a_changed_passphrase_opens_the_same_key_and_the_old_one_no_more():
    vault, key, code = made_vault()
    changed = vault.with_passphrase(Secret(key), passphrase_of("another one altogether"), CHEAP)
    assert key_of(changed, "another one altogether") == key
    assert key_of(changed, code) == key
    assert refused(changed, PASSPHRASE)


def test_a_slot_of_another_library_opens_nothing():
    vault, _, code = made_vault()
    moved = Vault("other", vault.passphrase, vault.recovery)
    assert refused(moved, PASSPHRASE)
    assert refused(moved, code)


def test_the_key_store_opens_it_until_it_is_taken_out():
    vault, key, _ = made_vault()
    secret = new_key()
    stored = vault.with_key_store(Secret(key), secret)
    opened = stored.open_by_key_store(secret)
    assert opened is not None
    assert bytes(opened.data) == key
    assert stored.open_by_key_store(new_key()) is None
    assert stored.without_key_store().open_by_key_store(secret) is None


def test_every_single_flipped_bit_is_noticed(tmp_path: Path, figure: Callable[[str], None]):
    vault, *_ = made_vault()
    vault.write(tmp_path)
    whole = (tmp_path / VAULT).read_bytes()
    codes = []
    for bit in range(3, len(whole) * 8, len(whole) * 8 // 50)[:50]:
        flipped = bytearray(whole)
        flipped[bit // 8] ^= 1 << bit % 8
        (tmp_path / VAULT).write_bytes(flipped)
        with pytest.raises(WorldError) as noticed:
            Vault.read(tmp_path)
        codes.append(noticed.value.code)
    figure(f"{len(codes)} single-bit flips in the vault: {codes.count('vault-damaged')} noticed, 0 crashes")
    assert codes == ["vault-damaged"] * 50


def test_a_vault_of_a_newer_program_is_left_alone(tmp_path: Path):
    line = json.dumps({"version": 2, "library": "lib", "slots": {}}).encode()
    (tmp_path / VAULT).write_bytes(line + b"\n" + hashlib.sha256(line).hexdigest().encode() + b"\n")
    with pytest.raises(WorldError) as newer:
        Vault.read(tmp_path)
    assert newer.value.code == "vault-newer"


def test_1000_wrong_passphrases_open_nothing(figure: Callable[[str], None]):
    vault, *_ = made_vault()
    wrong = [f"{PASSPHRASE}{number}" for number in range(998)] + [PASSPHRASE[:-1], PASSPHRASE.upper()]
    opened = sum(not refused(vault, guess) for guess in wrong)
    figure(f"1,000 wrong passphrases at a test cost: {opened} open")
    assert opened == 0


def test_20_wrong_passphrases_at_full_cost_open_nothing(figure: Callable[[str], None]):
    vault, key, _ = made_vault(cost=Cost())
    started = time.monotonic()
    opened = sum(not refused(vault, f"{WRONG}{number}") for number in range(20))
    seconds = (time.monotonic() - started) / 20
    figure(f"20 wrong passphrases at full cost: {opened} open, {seconds:.2f} s each")
    assert opened == 0
    assert key_of(vault, PASSPHRASE) == key


def test_the_full_cost_is_what_the_standard_asks_for():
    assert Cost().memory_kib >= 256 * 1024
    assert Cost().iterations == 3


def test_a_write_that_fails_leaves_the_old_vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    made_vault()[0].write(tmp_path)
    before = (tmp_path / VAULT).read_bytes()

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("assistant.whole_files.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        made_vault()[0].write(tmp_path)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [before]
