"""Words of other languages are found in whatever form they are typed: without case, accents and vowel marks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.library.embedder import MiniLM
from assistant.library.library import Library
from assistant.search.finder import Finder
from tests.search.conftest import filled

FILES = {
    "german.txt": ("Die Wartung der Kühlmittelpumpe übernimmt die Werkstatt in Düsseldorf jede Woche.",),
    "french.txt": ("Le contrôle des équipements élévateurs incombe au responsable de la sécurité.",),
    "russian.txt": ("Техническое обслуживание насоса проводится каждые двести часов.",),
    "arabic.txt": ("تَتِمُّ صِيَانَةُ المِضَخَّةِ كُلَّ مِئَتَيْ سَاعَةٍ فِي الوَرْشَةِ.",),
    "hebrew.txt": ("הַתַּחְזוּקָה שֶׁל הַמַּשְׁאֵבָה נַעֲשֵׂית בְּכָל שָׁבוּעַ.",),
    "japanese.txt": ("ポンプの保守は二百時間ごとに整備工場で行われます。",),
    "chinese.txt": ("水泵的维护每两百小时在车间进行一次。",),
    "persian.txt": ("این كتاب درباره نگهداري ماشين‌ها است و أحمد آن را نوشت.",),
    "korean.txt": ("펌프를 매주 점검하고 필터는 매달 교체한다.",),
    "traditional.txt": ("冷卻系統的檢查由品質部門負責。",),
    "thai.txt": ("การบำรุงรักษาเครื่องสูบน้ำทำทุกสองร้อยชั่วโมง",),
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, embedder: MiniLM) -> Iterator[Library]:
    with filled(tmp_path_factory.mktemp("languages"), embedder, FILES) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "file"),
    [
        ("KUHLMITTELPUMPE", "german.txt"),
        ("dusseldorf", "german.txt"),
        ("controle des equipements elevateurs", "french.txt"),
        ("НАСОСА", "russian.txt"),
        ("صيانة", "arabic.txt"),
        ("مضخة", "arabic.txt"),
        ("الصيانة", "arabic.txt"),
        ("بالورشة", "arabic.txt"),
        ("احمد", "persian.txt"),
        ("نگهداری", "persian.txt"),
        ("کتاب", "persian.txt"),
        ("המשאבה", "hebrew.txt"),
        ("משאבה", "hebrew.txt"),
        ("תחזוקה", "hebrew.txt"),
        ("펌프", "korean.txt"),
        ("필터의", "korean.txt"),
        ("冷卻系統", "traditional.txt"),
        ("整備工場", "japanese.txt"),
        ("保守はいつ行われますか", "japanese.txt"),
        ("维护", "chinese.txt"),
        ("เครื่องสูบน้ำ", "thai.txt"),
    ],
)
def test_a_word_is_found_in_its_language(library: Library, question: str, file: str):
    finder = Finder(library)
    assert finder.find(question).evidence[0].path.endswith(file)
    words = finder.signals(question)["words"]
    assert max(words, key=lambda page: words[page])[0] == library.document(file).sha256
