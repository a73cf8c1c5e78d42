"""Codes of languages in audio tags: the three letters of ISO 639-2, made of a feed's language.

Where ISO 639-2 has two codes for a language, this is the bibliographic one (`ger`, not `deu`):
ID3v2 names ISO 639-2 without saying which, and both are read. Source: the Library of Congress'
table of ISO 639-2 (https://www.loc.gov/standards/iso639-2/php/code_list.php).
"""

from typing import Final

_PAIRS: Final = """
aa aar ab abk ae ave af afr ak aka am amh an arg ar ara as asm av ava ay aym az aze ba bak be bel
bg bul bi bis bm bam bn ben bo tib br bre bs bos ca cat ce che ch cha co cos cr cre cs cze cu chu
cv chv cy wel da dan de ger dv div dz dzo ee ewe el gre en eng eo epo es spa et est eu baq fa per
ff ful fi fin fj fij fo fao fr fre fy fry ga gle gd gla gl glg gn grn gu guj gv glv ha hau he heb
hi hin ho hmo hr hrv ht hat hu hun hy arm hz her ia ina id ind ie ile ig ibo ii iii ik ipk io ido
is ice it ita iu iku ja jpn jv jav ka geo kg kon ki kik kj kua kk kaz kl kal km khm kn kan ko kor
kr kau ks kas ku kur kv kom kw cor ky kir la lat lb ltz lg lug li lim ln lin lo lao lt lit lu lub
lv lav mg mlg mh mah mi mao mk mac ml mal mn mon mr mar ms may mt mlt my bur na nau nb nob nd nde
ne nep ng ndo nl dut nn nno no nor nr nbl nv nav ny nya oc oci oj oji om orm or ori os oss pa pan
pi pli pl pol ps pus pt por qu que rm roh rn run ro rum ru rus rw kin sa san sc srd sd snd se sme
sg sag si sin sk slo sl slv sm smo sn sna so som sq alb sr srp ss ssw st sot su sun sv swe sw swa
ta tam te tel tg tgk th tha ti tir tk tuk tl tgl tn tsn to ton tr tur ts tso tt tat tw twi ty tah
ug uig uk ukr ur urd uz uzb ve ven vi vie vo vol wa wln wo wol xh xho yi yid yo yor za zha zh chi
zu zul
"""
_TWINS: Final = """
tib bod cze ces wel cym ger deu gre ell baq eus per fas fre fra arm hye ice isl geo kat mao mri
mac mkd may msa bur mya dut nld rum ron slo slk alb sqi chi zho
"""
_WORDS: Final = _PAIRS.split()
THREE_OF_TWO: Final = dict(zip(_WORDS[::2], _WORDS[1::2], strict=True))
"""The three letters of every two-letter code."""
_TWIN: Final = dict(zip(_TWINS.split()[1::2], _TWINS.split()[::2], strict=True))
_TERMS: Final = {tagged: term for term, tagged in _TWIN.items()}


def tag_language(language: str) -> str:
    """Return the three-letter code for a language of BCP 47, "" for one that has none."""
    code = language.partition("-")[0].lower()
    if len(code) == 3:  # noqa: PLR2004 - it has three letters already
        return _TWIN.get(code, code)
    return THREE_OF_TWO.get(code, "")


def track_language(code: str) -> str:
    """Return the code that a track of an MP4 has, of two the terminologic one: `deu` for `ger`."""
    return _TERMS.get(code, code)


def is_same_language(left: str, right: str) -> bool:
    """Compare two codes of tags, either of a pair that means the same, or two letters."""
    return tag_language(left) == tag_language(right) != ""
