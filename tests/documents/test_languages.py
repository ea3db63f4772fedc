from __future__ import annotations

from pathlib import Path

import pytest

from assistant.documents.languages import language_of, languages
from tests.documents import made
from tests.documents.conftest import Read

GREEK = ("Το πλοίο έφτασε στο λιμάνι πριν από", "την ανατολή του ήλιου και οι ναύτες", "κοιμήθηκαν ως το μεσημέρι.")
VIETNAMESE = (
    "Con tàu đã vào cảng trước lúc mặt trời",
    "mọc và các thủy thủ được nghỉ ngơi cho",
    "đến trưa, sau đó họ dỡ hàng.",
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The harbour of the town was closed by the storm, and the wall is to be built with stone.", "en"),
        ("Der Hafen der Stadt ist nicht offen, und die Mauer wird von den Leuten mit Stein gebaut.", "de"),
        ("Le port est fermé dans la nuit, et les murs des maisons ne sont pas pour une tempête.", "fr"),
        ("O navio não entrou no porto, e as velas do barco são da cor que os homens dos Açores usam.", "pt"),
        ("Skipet ble ikke sett fra land, og det er å håpe at den som var om bord kom seg mot havn.", "no"),
        ("Statek nie wszedł do portu, że zaś burza jest na morzu, to załoga czeka w zatoce.", "pl"),
        ("Корабль не вошёл в гавань, и все на берегу ждали, как это было и для других.", "ru"),
        ("Корабель не зайшов у гавань, бо її закрили від бурі.", "uk"),
        ("船は夜明け前に港に入り、乗組員は昼まで眠った。", "ja"),
        ("船在黎明前进入港口，船员们一直睡到中午。", "zh"),
        ("배는 새벽이 되기 전에 항구에 들어왔다.", "ko"),
        ("دخلت السفينة الميناء قبل الفجر ونام البحارة حتى الظهر", "ar"),
        ("האונייה נכנסה לנמל לפני עלות השחר", "he"),
        (" ".join(GREEK), "el"),
        (" ".join(VIETNAMESE), "vi"),
        ("4711 0815 12.5", ""),
        ("Type XK-40 Nr. 17 rev. B", ""),
    ],
)
def test_a_language_is_told_by_its_letters_and_short_words(text: str, code: str):
    assert language_of(text) == code


def test_each_language_has_as_many_words_as_any_other():
    assert {len(words) for words in languages().words.values()} == {15}
    assert all(word == word.lower() for words in languages().words.values() for word in words)


@pytest.mark.parametrize(("language", "lines"), [("Greek", GREEK), ("Vietnamese", VIETNAMESE)])
def test_a_picture_in_a_language_of_which_letters_cannot_be_recognised_says_so(
    tmp_path: Path, read: Read, language: str, lines: tuple[str, ...]
):
    font = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
    if not font.exists():
        pytest.skip("no font with these letters is installed")
    made.picture_of_text(lines, font_file=str(font)).save(tmp_path / "a.png")
    (page,) = read(tmp_path / "a.png").pages
    assert page.reason.endswith(f"Letters are missing in this text: recognition does not know all those of {language}.")
