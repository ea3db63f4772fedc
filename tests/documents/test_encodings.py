from __future__ import annotations

import pytest

from assistant.documents.encoding import decode
from assistant.documents.guessing import alphabets
from assistant.documents.languages import languages

RUSSIAN = "Насос необходимо осушить перед пуском. Экипаж подписал список и покинул гавань на рассвете."
CZECH = "Čerpadlo se musí před spuštěním vypustit. Pak otevřete ventil a počkejte, až tlak klesne na nulu."
POLISH = "Pompę należy opróżnić przed uruchomieniem. Załoga podpisała listę i opuściła port o świcie."
HUNGARIAN = "A szivattyút indítás előtt le kell üríteni. A legénység aláírta a névsort, és az őr elment."
TURKISH = "Pompa çalıştırılmadan önce boşaltılmalıdır. Sonra vanayı açın ve basıncın düşmesini bekleyin."
GERMAN = "Die Pumpe muss vor dem Anlaufen entwässert werden, und die Größe der Schläuche ist zu prüfen."
HEBREW = "יש לרוקן את המשאבה לפני ההפעלה. לאחר מכן פתחו את השסתום והמתינו עד שהלחץ ירד לאפס."
JAPANESE = "ポンプは始動前に水を抜かなければならない。次にバルブを開けて、圧力がゼロになるまで待つ。"
CHINESE = "启动前必须把水泵里的水排干。然后打开阀门，等到压力降到零为止。"
KOREAN = "펌프는 시동 전에 물을 빼야 한다. 그런 다음 밸브를 열고 압력이 떨어질 때까지 기다린다."
THAI = "ต้องระบายน้ำออกจากปั๊มก่อนเริ่มเดินเครื่อง"


@pytest.mark.parametrize("before", ["", "A line of an English log, number 17.\n" * 150])
@pytest.mark.parametrize(
    ("text", "encodings"),
    [
        (RUSSIAN, "cp1251 koi8-r cp866 utf-32-le utf-32-be"), (CZECH, "cp1250 iso8859-2 cp852"),
        (POLISH, "cp1250 iso8859-2"), (HUNGARIAN, "cp1250 iso8859-2"), (TURKISH, "cp1254 iso8859-9"),
        (GERMAN, "cp1252 cp850 mac-roman utf-32-le"), (HEBREW, "cp1255"), (JAPANESE, "cp932 euc-jp iso-2022-jp"),
        (CHINESE, "gb18030 utf-16-be"), (KOREAN, "euc-kr utf-16-le"), (THAI, "cp874 utf-16-le utf-16-be"),
    ],
)  # fmt: skip
def test_a_text_is_read_whatever_its_encoding(before: str, text: str, encodings: str):
    for encoding in encodings.split():
        assert (encoding, decode((before + text).encode(encoding)).text) == (encoding, before + text)


def test_a_stray_byte_does_not_make_a_text_unreadable():
    data = RUSSIAN.encode() + b"\nR\xe9sum\xe9 \x96 one line of another program\n" + RUSSIAN.encode()
    told = decode(data)
    assert told.text == f"{RUSSIAN}\nRésumé – one line of another program\n{RUSSIAN}"
    assert told.remark == "The encoding was guessed to be utf-8 mixed with cp1252."


def test_a_damaged_letter_leaves_the_others_in_the_encoding_that_is_declared():
    told = decode(CHINESE.encode("gb18030") + b"\xff", "gb2312")
    assert (told.text, told.encoding, told.guessed) == (f"{CHINESE}\ufffd", "gb18030", True)


def test_every_alphabet_is_of_a_language_that_is_known():
    assert set(alphabets().letters) <= set(languages().words)
